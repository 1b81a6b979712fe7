/// Packet filters as data, and what they do with a packet that nobody sends: a simulator without
/// side effects (facts §G).
@NullMarked
package dev.whence.knowledge.parse.firewall;

import org.jspecify.annotations.NullMarked;
