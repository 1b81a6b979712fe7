/// The window and the terminal.
@NullMarked
package dev.whence.desktop;

import org.jspecify.annotations.NullMarked;
