@NullMarked
package dev.whence.report;

import org.jspecify.annotations.NullMarked;
