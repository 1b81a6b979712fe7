/// Where it comes from, why, and what to do.
@NullMarked
package dev.whence.desktop.step.verdict;

import org.jspecify.annotations.NullMarked;
