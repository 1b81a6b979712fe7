/// Checks on the origin's hosts: units, listeners, logs, files, load, firewall.
@NullMarked
package dev.whence.knowledge.check.host;

import org.jspecify.annotations.NullMarked;
