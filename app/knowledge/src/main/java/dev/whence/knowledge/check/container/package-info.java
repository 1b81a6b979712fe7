/// What container engines and the kernel of a host say about its containers.
@NullMarked
package dev.whence.knowledge.check.container;

import org.jspecify.annotations.NullMarked;
