/// Causes that sit at Cloudflare's edge, or in what the zone is told to do there.
@NullMarked
package dev.whence.knowledge.cause.edge;

import org.jspecify.annotations.NullMarked;
