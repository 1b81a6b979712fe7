/// Checks of what the name leads to.
@NullMarked
package dev.whence.knowledge.check.dns;

import org.jspecify.annotations.NullMarked;
