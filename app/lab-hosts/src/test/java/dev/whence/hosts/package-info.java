/// The whole program against real hosts that are really broken: Debian with its own systemd, SSH
/// and firewall, in namespaces of this machine. Run with `-Plab`; needs root on Linux.
@NullMarked
package dev.whence.hosts;

import org.jspecify.annotations.NullMarked;
