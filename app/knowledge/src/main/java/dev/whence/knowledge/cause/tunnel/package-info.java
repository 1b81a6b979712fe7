/// Causes that sit in the tunnel and its configuration.
@NullMarked
package dev.whence.knowledge.cause.tunnel;

import org.jspecify.annotations.NullMarked;
