/// How clues become a verdict, and what would settle what is still open.
@NullMarked
package dev.whence.engine.verdict;

import org.jspecify.annotations.NullMarked;
