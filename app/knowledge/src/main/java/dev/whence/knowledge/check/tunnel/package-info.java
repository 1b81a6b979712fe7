/// Checks on the hosts where a tunnel connector runs.
@NullMarked
package dev.whence.knowledge.check.tunnel;

import org.jspecify.annotations.NullMarked;
