/// The practice world: tapes and scenarios.
@NullMarked
package dev.whence.lab;

import org.jspecify.annotations.NullMarked;
