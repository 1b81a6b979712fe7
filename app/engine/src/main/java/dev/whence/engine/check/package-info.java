/// What a check is and how looking can end.
@NullMarked
package dev.whence.engine.check;

import org.jspecify.annotations.NullMarked;
