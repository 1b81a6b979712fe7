/// The whole program against real servers on loopback: a real nginx, a real sshd, real
/// certificates, and stand-ins for what only the internet has. Run with `.ci/end-to-end`.
@NullMarked
package dev.whence.desktop.endtoend;

import org.jspecify.annotations.NullMarked;
