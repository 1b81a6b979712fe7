package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact.AppLog;
import dev.whence.knowledge.fact.HostFact.AppLog.AppLine;
import dev.whence.knowledge.parse.Text;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The list of a few pods, as `kubectl get pods` prints it. In a long list a pod that fails may be
/// anybody's.
final class Pods {
    private static final int FEW = 4;
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\s*(?:([a-z0-9-]{1,63})\\s+)?([a-z0-9.-]{1,253})\\s+\\d+/\\d+\\s+(\\S+)\\s+\\d.*$");

    private Pods() {}

    static Stream<Fact> facts(Sheet sheet) {
        var rows = ROW.matcher(sheet.text()).results().toList();
        return rows.size() > FEW
                ? Stream.empty()
                : rows.stream()
                        .filter(row -> !row.group(2).matches(".*(?:cloudflare|tunnel|coredns).*"))
                        .flatMap(row -> fact(sheet, row).stream());
    }

    private static Optional<Fact> fact(Sheet sheet, MatchResult row) {
        return says(row.group(3))
                .map(
                        says ->
                                new AppLog(
                                        sheet.on(),
                                        row.group(2),
                                        says,
                                        1,
                                        Optional.empty(),
                                        true,
                                        Text.sample(row.group().strip())));
    }

    private static Optional<AppLine> says(String status) {
        return Optional.ofNullable(
                switch (status) {
                    case "CrashLoopBackOff", "Error", "RunContainerError" -> AppLine.CRASHED;
                    case "OOMKilled" -> AppLine.OUT_OF_MEMORY;
                    case "ImagePullBackOff", "ErrImagePull", "CreateContainerConfigError" ->
                            AppLine.FAILED_TO_START;
                    default -> null;
                });
    }
}
