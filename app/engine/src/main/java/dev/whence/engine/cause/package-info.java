/// How a cause weighs facts into clues for and against itself.
@NullMarked
package dev.whence.engine.cause;

import org.jspecify.annotations.NullMarked;
