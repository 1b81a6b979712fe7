/// The bridge from threads of a run to the window's own thread.
@NullMarked
package dev.whence.desktop.fx;

import org.jspecify.annotations.NullMarked;
