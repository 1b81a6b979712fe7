/// What is looked at: one class a check, grouped by what it looks at.
@NullMarked
package dev.whence.knowledge.check;

import org.jspecify.annotations.NullMarked;
