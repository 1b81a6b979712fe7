/// Our controls: each with its style sheet and its words beside it.
@NullMarked
package dev.whence.desktop.ui;

import org.jspecify.annotations.NullMarked;
