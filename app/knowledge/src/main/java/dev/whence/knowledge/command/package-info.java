/// The closed set of read-only commands that may run on a host.
@NullMarked
package dev.whence.knowledge.command;

import org.jspecify.annotations.NullMarked;
