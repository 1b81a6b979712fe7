/// Checks that ask the origin directly, around Cloudflare.
@NullMarked
package dev.whence.knowledge.check.origin;

import org.jspecify.annotations.NullMarked;
