/// Whether the fix worked, and the report.
@NullMarked
package dev.whence.desktop.step.verify;

import org.jspecify.annotations.NullMarked;
