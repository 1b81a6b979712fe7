package dev.whence.knowledge.pasted;

import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.AccessLog;
import dev.whence.knowledge.parse.Ranges;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A web server's access log (facts §F.1).
final class NginxAccessLogPaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?m)^(?:\\S{1,260} ){1,4}\\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d"
                            + " [+-]\\d{4}\\] \"");
    private static final Pattern LIKE =
            Pattern.compile("\"(?:remote_addr|remote_ip|client_ip|RemoteAddr|ClientAddr)\":\\s?\"");
    private static final Pattern PERHAPS =
            Pattern.compile("\"[A-Z]{3,8} /|\"(?:status|remote_addr|remote_ip)\":");

    @Override
    public Pasted kind() {
        return Pasted.NGINX_ACCESS_LOG;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var ranges = Ranges.of(sheet.about().target().sources().ranges());
        var requests = AccessLog.requests(sheet.text()).toList();
        if (requests.isEmpty()) {
            return LogText.facts(sheet);
        }
        return Stream.concat(LogText.facts(sheet), Stream.of(counted(sheet, ranges, requests)));
    }

    private static Fact counted(Sheet sheet, Ranges ranges, List<AccessLog.Request> requests) {
        return new HostFact.Requests(
                sheet.on(),
                requests.stream().mapToInt(AccessLog.Request::times).sum(),
                requests.stream()
                        .collect(
                                Collectors.groupingBy(
                                        AccessLog.Request::status,
                                        TreeMap::new,
                                        Collectors.summingInt(AccessLog.Request::times))),
                requests.stream()
                        .filter(each -> ranges.contains(each.peer()))
                        .mapToInt(AccessLog.Request::times)
                        .sum(),
                0);
    }
}
