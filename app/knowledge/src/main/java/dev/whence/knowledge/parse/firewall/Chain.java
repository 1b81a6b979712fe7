package dev.whence.knowledge.parse.firewall;

import java.util.List;

/// Rules in their order.
///
/// @param stopsAtEnd the policy: a packet that no rule decided on is dropped
/// @param end how the host prints that policy
record Chain(String name, List<Rule> rules, boolean stopsAtEnd, String end) {
    Chain {
        rules = List.copyOf(rules);
    }
}
