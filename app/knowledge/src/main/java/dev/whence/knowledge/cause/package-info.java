/// What can be wrong: one small rule a cause, grouped by where it sits.
@NullMarked
package dev.whence.knowledge.cause;

import org.jspecify.annotations.NullMarked;
