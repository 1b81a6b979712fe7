/// What a run is about and what was seen: target, road, facts and coverage.
@NullMarked
package dev.whence.engine.model;

import org.jspecify.annotations.NullMarked;
