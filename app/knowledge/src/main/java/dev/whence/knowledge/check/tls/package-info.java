/// Checks of the certificate and the handshake at the origin.
@NullMarked
package dev.whence.knowledge.check.tls;

import org.jspecify.annotations.NullMarked;
