/// Reads what container engines print, and tells by a log whether it comes out of a container
/// (facts §E.10, §F.8). Text in, facts out, never an exception.
@NullMarked
package dev.whence.knowledge.parse.container;

import org.jspecify.annotations.NullMarked;
