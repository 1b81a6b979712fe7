/// Evidence that a person brings: texts whose kind is recognised and that are read into the same
/// facts as live looks yield.
@NullMarked
package dev.whence.knowledge.pasted;

import org.jspecify.annotations.NullMarked;
