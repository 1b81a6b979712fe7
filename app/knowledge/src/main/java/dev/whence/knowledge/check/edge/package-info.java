/// Checks of what comes through Cloudflare's edge.
@NullMarked
package dev.whence.knowledge.check.edge;

import org.jspecify.annotations.NullMarked;
