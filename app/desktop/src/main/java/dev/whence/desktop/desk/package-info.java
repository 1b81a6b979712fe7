/// What the window asks of the house behind it, and what it knows at one moment.
@NullMarked
package dev.whence.desktop.desk;

import org.jspecify.annotations.NullMarked;
