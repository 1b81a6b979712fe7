/// The real world: the only package that opens a connection.
@NullMarked
package dev.whence.live;

import org.jspecify.annotations.NullMarked;
