/// What we know about sites behind Cloudflare: facts, checks, parsers, causes and words.
@NullMarked
package dev.whence.knowledge;

import org.jspecify.annotations.NullMarked;
