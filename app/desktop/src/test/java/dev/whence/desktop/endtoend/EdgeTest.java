package dev.whence.desktop.endtoend;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Faults between the visitor and the origin, and the tester's own.
@EndToEnd
class EdgeTest {
    private static Road.Origin origin(int port) {
        return new Road.Origin("127.0.0.1", port, true, true);
    }

    private static int healthy(Site site) {
        return site.secureNginx(site.certificates().issued(Site.HOST), site.app().port());
    }

    @Test
    void findsThatTheTesterReachesNoEdge() {
        try (var site = new Site()) {
            var port = healthy(site);
            var answer =
                    site.checkWithoutEdge(
                            Site.URL,
                            List.of(
                                    "--edge", "127.0.0.1:" + StandInSocket.closedPort(),
                                    "--origin", "127.0.0.1:" + port));
            Expect.located(answer, "client", "tester-network-fault");
        }
    }

    @Test
    void findsTheWorkerThatThrows() {
        try (var site = new Site()) {
            site.edge().leadsTo(new Road.WorkerThrows());
            Expect.located(
                    site.check("--origin", "127.0.0.1:" + healthy(site)),
                    "edge",
                    "worker-exception");
        }
    }

    @Test
    void findsTheRuleThatStopsTheRequest() {
        try (var site = new Site()) {
            var port = healthy(site);
            site.edge().leadsTo(new Road.Stops("GET", 1020, origin(port)));
            Expect.located(
                    site.check("--origin", "127.0.0.1:" + port, "--code", "403"),
                    "edge",
                    "waf-blocked-request");
        }
    }

    @Test
    void findsTheNameThatIsNotProxied() {
        try (var site = new Site()) {
            var port = healthy(site);
            site.zone(
                    """
                    shop.example.test. 300 IN A 127.0.0.1
                    example.test. 300 IN NS ada.ns.cloudflare.com.
                    """);
            var answer =
                    site.checkWithoutEdge(
                            "https://" + Site.HOST + ":" + port + "/",
                            List.of("--origin", "127.0.0.1:" + port));
            Expect.located(answer, "edge", "hostname-not-proxied");
        }
    }

    @Test
    void findsTheIncidentOfTheDataCentre() {
        try (var site = new Site()) {
            var port = healthy(site);
            site.status(
                    StandInWeb.answering(
                            200, "application/json", StatusPages.incidentInFrankfurt()));
            site.edge().leadsTo(new Road.OwnFault(502));
            Expect.located(
                    site.check("--origin", "127.0.0.1:" + port), "edge", "cloudflare-incident");
        }
    }

    @Test
    void doesNotBlameAnIncidentForAStoppedOrigin() {
        try (var site = new Site()) {
            site.status(
                    StandInWeb.answering(
                            200, "application/json", StatusPages.incidentInFrankfurt()));
            var port = StandInSocket.closedPort();
            site.edge().leadsTo(origin(port));
            Expect.neverElsewhere(site.check("--origin", "127.0.0.1:" + port), "origin");
        }
    }

    @Test
    void doesNotBlameTheEdgeForAnUnbrandedPageAlone() {
        try (var site = new Site()) {
            site.edge().leadsTo(new Road.OwnFault(502));
            Expect.undecided(site.check());
        }
    }
}
