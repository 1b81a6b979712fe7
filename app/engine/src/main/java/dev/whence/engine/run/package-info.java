/// How checks run side by side under one deadline, and how far they are.
@NullMarked
package dev.whence.engine.run;

import org.jspecify.annotations.NullMarked;
