package dev.whence.knowledge.pasted;

import dev.whence.engine.check.Scene;
import dev.whence.engine.model.Facts;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.check.edge.Road;
import dev.whence.knowledge.fact.EdgeFact;
import dev.whence.knowledge.fact.Fact;
import dev.whence.knowledge.parse.StatusPage;
import dev.whence.knowledge.parse.StatusText;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Cloudflare's status page, as JSON, as a page, or as a few lines of it (facts §C).
final class StatusPagePaste implements PastedReader {
    private static final Pattern SURE =
            Pattern.compile(
                    "(?i)cloudflarestatus|cloudflare"
                            + " status|\"page\"\\s*:\\s*\\{.{0,200}status|\"incident_updates\"");
    private static final Pattern LIKE =
            Pattern.compile(
                    "(?im)all systems operational|\\([A-Z]{3}\\)[\\s:|–—-]{1,20}(?:partial|major)"
                            + " outage|^(?:investigating|identified|monitoring|resolved) -"
                            + " |[|–—-]\\s*resolved\\s*[|–—-]|minor service outage|partial system"
                            + " outage|major service"
                            + " outage|\\|\\s*(?:investigating|identified|monitoring)\\s*\\|");
    private static final Pattern PERHAPS =
            Pattern.compile("(?i)investigating|identified|monitoring|resolved|operational|outage");

    @Override
    public Pasted kind() {
        return Pasted.STATUS_PAGE;
    }

    @Override
    public Likeness likeness(String text) {
        return Looks.of(text, SURE, LIKE, PERHAPS);
    }

    /// Who pastes an incident holds it for one of the time of the failure, and a bare link for one
    /// of this road; one that the page calls resolved is of another time as far as anybody knows.
    @Override
    public Stream<Fact> facts(Sheet sheet) {
        var about = sheet.about();
        var page = StatusPage.read(sheet.text());
        var colos =
                Stream.concat(
                                page.stream().flatMap(each -> each.components().stream()),
                                StatusText.colos(sheet.text()).stream())
                        .filter(each -> each.colo().isPresent())
                        .filter(each -> !each.status().equals("operational"))
                        .limit(50)
                        .map(
                                each ->
                                        new EdgeFact.ColoStatus(
                                                each.colo().orElse(""), each.name(), each.status()))
                        .toList();
        var incidents =
                page.map(StatusPage::incidents)
                        .orElseGet(() -> StatusText.incidents(sheet.text(), about.now()));
        var road = Road.of(new Scene(about.target(), Facts.NONE, Vantage.PASTED, about.now()));
        var empty = page.orElseGet(() -> new StatusPage(List.of(), incidents));
        List<EdgeFact.Incident> judged =
                incidents.stream()
                        .filter(incident -> !incident.impact().equals("maintenance"))
                        .limit(20)
                        .map(incident -> brought(road.judge(incident, empty)))
                        .toList();
        if (judged.isEmpty() && !colos.isEmpty()) {
            return colos.stream().map(Fact.class::cast);
        }
        return judged.isEmpty() && (page.isPresent() || StatusText.quiet(sheet.text()))
                ? Stream.of(new EdgeFact.StatusQuiet(""))
                : Stream.concat(judged.stream(), colos.stream()).map(Fact.class::cast);
    }

    private static EdgeFact.Incident brought(EdgeFact.Incident incident) {
        return new EdgeFact.Incident(
                incident.name(),
                incident.impact(),
                incident.components(),
                incident.began(),
                incident.ended(),
                incident.coversColo(),
                incident.coversService() || StatusText.unnamed(incident.name()),
                incident.ended().isEmpty());
    }
}
