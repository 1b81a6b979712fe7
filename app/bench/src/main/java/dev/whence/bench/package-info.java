/// Benchmarks of the judge, the parsers and the runner.
@NullMarked
package dev.whence.bench;

import org.jspecify.annotations.NullMarked;
