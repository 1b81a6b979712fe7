/// Incidents to practise on.
@NullMarked
package dev.whence.desktop.step.practice;

import org.jspecify.annotations.NullMarked;
