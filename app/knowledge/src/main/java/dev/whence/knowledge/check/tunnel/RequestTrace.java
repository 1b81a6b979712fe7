package dev.whence.knowledge.check.tunnel;

import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.fact.TunnelFact.Traced.End;

import java.util.Comparator;
import java.util.List;

/// Concludes from counted requests who made the visitor's error: the table of facts §J.2, step 5.
final class RequestTrace {
    private RequestTrace() {}

    /// What all rounds together say; at least one is given.
    ///
    /// @param connections to the edge of all connectors that were looked at; -1 where nobody knows
    static TunnelFact.Traced of(List<Round> rounds, int connections) {
        var telling = telling(rounds);
        var taken = telling.takenBy().orElse("");
        return new TunnelFact.Traced(
                taken,
                end(rounds, telling, connections),
                telling.status(),
                telling.ray(),
                rounds.size());
    }

    /// The round that tells most: one that fails, then one that no other visitor disturbed.
    static Round telling(List<Round> rounds) {
        return rounds.stream()
                .min(
                        Comparator.comparing((Round round) -> !round.fails())
                                .thenComparing(Round::crowded)
                                .thenComparingLong(round -> round.counted().requests()))
                .orElseThrow();
    }

    private static End end(List<Round> rounds, Round telling, int connections) {
        if (connections == 0) {
            return End.NO_CONNECTION;
        }
        if (comesAndGoes(rounds)) {
            return End.UNSTABLE;
        }
        return telling.crowded() ? inTheCrowd(rounds) : alone(telling);
    }

    /// Some requests fail without being counted here, and others arrive.
    private static boolean comesAndGoes(List<Round> rounds) {
        return rounds.stream().anyMatch(round -> round.fails() && round.counted().requests() == 0)
                && rounds.stream()
                        .anyMatch(round -> !round.fails() && round.counted().requests() > 0);
    }

    private static End alone(Round round) {
        var counted = round.counted();
        if (counted.requests() == 0) {
            return uncounted(round);
        }
        if (round.silent()) {
            return End.SERVICE_SILENT;
        }
        if (counted.errors() > 0) {
            return End.SERVICE_UNREACHED;
        }
        var relayed = counted.byCode().containsKey(round.status());
        if (relayed && round.empty() && round.status() == 404) {
            return End.NO_RULE;
        }
        if (relayed && round.empty() && round.status() == 503) {
            return End.NO_INGRESS;
        }
        if (!round.fails()) {
            return relayed ? End.ANSWERED : End.UNCLEAR;
        }
        if (relayed) {
            return End.SERVICE_FAILED;
        }
        return counted.byCode().keySet().stream().anyMatch(code -> code < 500)
                ? End.ANSWER_UNUSABLE
                : End.UNCLEAR;
    }

    /// An answer that no connector counted was made by somebody else.
    private static End uncounted(Round round) {
        return switch (round.status()) {
            case 0 -> End.UNCLEAR;
            case 530 -> End.OTHER_TUNNEL;
            case 404 -> round.empty() ? End.OTHER_TUNNEL : End.ELSEWHERE;
            default -> End.ELSEWHERE;
        };
    }

    /// Among the requests of others only what holds in every round counts.
    private static End inTheCrowd(List<Round> rounds) {
        if (rounds.size() < 2) {
            return End.UNCLEAR;
        }
        if (rounds.stream().allMatch(RequestTrace::onlyErrors)) {
            return End.SERVICE_UNREACHED;
        }
        if (rounds.stream().allMatch(RequestTrace::onlyRelayed)) {
            return End.SERVICE_FAILED;
        }
        return rounds.stream().allMatch(round -> round.status() == 530)
                ? End.OTHER_TUNNEL
                : End.UNCLEAR;
    }

    private static boolean onlyErrors(Round round) {
        return round.status() == 502
                && round.counted().errors() > 0
                && !round.counted().byCode().containsKey(502);
    }

    private static boolean onlyRelayed(Round round) {
        return round.status() >= 500
                && round.status() <= 504
                && round.counted().errors() == 0
                && round.counted().byCode().containsKey(round.status());
    }
}
