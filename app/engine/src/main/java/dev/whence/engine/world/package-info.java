/// The one door to the outside: questions that checks ask and the answers they get.
@NullMarked
package dev.whence.engine.world;

import org.jspecify.annotations.NullMarked;
