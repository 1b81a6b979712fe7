/// The five pages on which checks are watched.
@NullMarked
package dev.whence.desktop.step.checks;

import org.jspecify.annotations.NullMarked;
