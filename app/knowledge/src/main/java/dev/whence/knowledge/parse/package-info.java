/// Turns what programs and servers said into facts or small records: text in, values out.
@NullMarked
package dev.whence.knowledge.parse;

import org.jspecify.annotations.NullMarked;
