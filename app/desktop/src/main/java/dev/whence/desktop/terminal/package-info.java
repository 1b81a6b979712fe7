/// The same engine without a window: subcommands, exit codes and files.
@NullMarked
package dev.whence.desktop.terminal;

import org.jspecify.annotations.NullMarked;
