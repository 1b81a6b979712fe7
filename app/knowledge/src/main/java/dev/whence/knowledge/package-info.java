/// What we know: checks, facts, causes and the words for them.
@NullMarked
package dev.whence.knowledge;

import org.jspecify.annotations.NullMarked;
