/// Causes that sit at the origin.
@NullMarked
package dev.whence.knowledge.cause.origin;

import org.jspecify.annotations.NullMarked;
