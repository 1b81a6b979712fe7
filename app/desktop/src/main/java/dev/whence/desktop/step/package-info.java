/// What the pages of the wizard have in common.
@NullMarked
package dev.whence.desktop.step;

import org.jspecify.annotations.NullMarked;
