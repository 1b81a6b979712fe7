package dev.whence.knowledge.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the status page as a person copies it: the page's text or source, its feed, or what a
/// script printed of it (facts §C).
public final class StatusText {
    private static final Pattern LINK =
            Pattern.compile("https?://www\\.cloudflarestatus\\.com/incidents/([a-z0-9]{6,20})");
    private static final Pattern ROW =
            Pattern.compile(
                    "^[\\s*•>-]*(.{4,200}?)\\s*[|–—-]\\s*(investigating|identified|monitoring|in"
                        + " progress|resolved|update|postmortem)\\b\\s*(?:[|–—-]\\s*(none|minor|major|critical|maintenance))?(.*)$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern UPDATE =
            Pattern.compile(
                    "^[\\s*•>-]*(Investigating|Identified|Monitoring|Update|Resolved|Postmortem)\\b\\s*(?:[-–—:|]\\s*(.{0,400}))?$");
    private static final Pattern ISO =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d[T"
                        + " ]\\d\\d:\\d\\d(?::\\d\\d)?)(?:\\.\\d{1,9})?\\s?(Z|UTC|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern DAY =
            Pattern.compile("([A-Z][a-z]{2}) (\\d{1,2}),?(?: (\\d{4}),?)?(?: -)? (\\d\\d:\\d\\d)");
    private static final Pattern COLO =
            Pattern.compile(
                    "(?im)^[\\s*•>|-]*([^\\n"
                            + "|]{2,80}? ?- ?\\([A-Z]{3}\\))[\\s:|–—-]{1,20}(operational|partial"
                            + " outage|major outage|degraded performance|re-?routed|under"
                            + " maintenance)\\b");
    private static final Pattern QUIET =
            Pattern.compile("(?i)all systems operational|no incidents reported");

    private static final String UNNAMED = "incident ";

    private StatusText() {}

    /// Whether only the address of an incident is known, and nothing that it says.
    public static boolean unnamed(String name) {
        return name.startsWith(UNNAMED) && name.matches(UNNAMED + "[a-z0-9]{6,20}");
    }

    /// The incidents that it tells of.
    ///
    /// @param now gives the year where the page writes none
    public static List<StatusPage.Incident> incidents(String text, Instant now) {
        var plain = text.replaceAll("<[^>]{0,400}>", "\n").replaceAll("&amp;", "&");
        List<StatusPage.Incident> incidents = new ArrayList<>();
        var lines = Text.lines(plain);
        var at = time(plain, now).orElse(now);
        for (var i = 0; i < lines.size() && incidents.size() < 50; i++) {
            var row = ROW.matcher(lines.get(i));
            var update = UPDATE.matcher(lines.get(i));
            if (row.matches() && !UPDATE.matcher(row.group(1)).matches()) {
                incidents.add(
                        incident(
                                row.group(1).replaceFirst("^-+\\s*", ""),
                                row.group(2),
                                row.group(3) == null ? "minor" : row.group(3),
                                time(row.group(4), now).orElse(at),
                                lines.get(i)));
            } else if (update.matches() && incidents.isEmpty() && i > 0) {
                incidents.add(
                        incident(
                                title(lines, i),
                                update.group(1),
                                "minor",
                                at,
                                plain.substring(0, Math.min(plain.length(), 4_000))));
            }
        }
        var link = LINK.matcher(plain);
        if (incidents.isEmpty() && link.find()) {
            incidents.add(incident(UNNAMED + link.group(1), "", "minor", at, ""));
        }
        return incidents;
    }

    /// What it says of data centres, each on a line with its three letters.
    public static List<StatusPage.Component> colos(String text) {
        return COLO.matcher(text.replaceAll("<[^>]{0,400}>", " "))
                .results()
                .limit(400)
                .map(
                        found ->
                                new StatusPage.Component(
                                        found.group(1).strip(),
                                        found.group(2)
                                                .toLowerCase(Locale.ROOT)
                                                .replaceAll("[ -]", "_")))
                .toList();
    }

    /// Whether it says that nothing is wrong.
    public static boolean quiet(String text) {
        return QUIET.matcher(text).find();
    }

    private static String title(List<String> lines, int update) {
        for (var i = update - 1; i >= 0; i--) {
            var line = lines.get(i).strip();
            if (line.length() > 8 && !line.matches("(?i)(?:posted|subscribe|incident report).*")) {
                return line;
            }
        }
        return lines.getFirst().strip();
    }

    private static StatusPage.Incident incident(
            String name, String state, String impact, Instant began, String text) {
        var over = state.equalsIgnoreCase("resolved") || state.equalsIgnoreCase("postmortem");
        return new StatusPage.Incident(
                name.strip(),
                impact.toLowerCase(Locale.ROOT),
                List.of(),
                began,
                over ? Optional.of(began) : Optional.empty(),
                text);
    }

    private static Optional<Instant> time(String text, Instant now) {
        try {
            var iso = ISO.matcher(text);
            if (iso.find()) {
                var stamp = iso.group(1).replace(' ', 'T');
                var zone = iso.group(2) == null || iso.group(2).equals("UTC") ? "Z" : iso.group(2);
                return Optional.of(
                        OffsetDateTime.parse((stamp.length() == 16 ? stamp + ":00" : stamp) + zone)
                                .toInstant());
            }
            var day = DAY.matcher(text);
            if (day.find()) {
                var year =
                        day.group(3) == null
                                ? String.valueOf(now.atOffset(ZoneOffset.UTC).getYear())
                                : day.group(3);
                return Optional.of(
                        LocalDateTime.parse(
                                        year
                                                + " "
                                                + day.group(1)
                                                + " "
                                                + day.group(2)
                                                + " "
                                                + day.group(4),
                                        DateTimeFormatter.ofPattern(
                                                "uuuu MMM d HH:mm", Locale.ENGLISH))
                                .toInstant(ZoneOffset.UTC));
            }
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
