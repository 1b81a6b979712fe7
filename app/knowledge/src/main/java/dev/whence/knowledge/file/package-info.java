/// The files that Whence writes and reads: saved incidents and results.
@NullMarked
package dev.whence.knowledge.file;

import org.jspecify.annotations.NullMarked;
