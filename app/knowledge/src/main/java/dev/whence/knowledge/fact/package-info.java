/// What can be known about a site behind Cloudflare: one sealed tree of typed facts.
@NullMarked
package dev.whence.knowledge.fact;

import org.jspecify.annotations.NullMarked;
