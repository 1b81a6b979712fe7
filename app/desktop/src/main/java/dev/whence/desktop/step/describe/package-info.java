/// Page one: what is failing.
@NullMarked
package dev.whence.desktop.step.describe;

import org.jspecify.annotations.NullMarked;
