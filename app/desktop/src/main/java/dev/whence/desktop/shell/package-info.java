/// The frame of the window: its five places and the state behind them.
@NullMarked
package dev.whence.desktop.shell;

import org.jspecify.annotations.NullMarked;
