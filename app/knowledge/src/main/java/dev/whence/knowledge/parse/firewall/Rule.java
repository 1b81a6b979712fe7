package dev.whence.knowledge.parse.firewall;

import java.util.List;
import java.util.function.Function;

/// One rule: where all conditions hold, the target is done.
///
/// @param text as the host prints it
record Rule(List<Match> matches, Target target, String text) {
    Rule {
        matches = List.copyOf(matches);
    }

    /// Whether it applies to a packet.
    Truth applies(Packet packet) {
        return matches.stream().map(match -> match.test(packet)).reduce(Truth.YES, Truth::and);
    }

    /// One condition.
    interface Match {
        Truth test(Packet packet);
    }

    /// What a rule does.
    sealed interface Target {
        /// Lets the packet pass this chain's hook.
        record Accept() implements Target {}

        /// Ends the packet.
        ///
        /// @param action `drop` or `reject`
        record Stop(String action) implements Target {}

        /// Goes back to the chain that called this one.
        record Back() implements Target {}

        /// Goes on with the next rule.
        record Next() implements Target {}

        /// Asks another chain.
        ///
        /// @param comes the packet comes back behind this rule; otherwise behind the caller's
        record Call(String chain, boolean comes) implements Target {}

        /// Sends the packet elsewhere: to another port of this host, or on.
        record Rewrite(Function<Packet, Packet> to) implements Target {}

        /// What a program outside the rules decides.
        record Unknown() implements Target {}

        /// Depends on the packet, as a verdict map does.
        record Choice(Function<Packet, List<Option>> options) implements Target {}
    }

    /// One of several targets, and whether it is the one.
    record Option(Truth when, Target target) {}
}
