package dev.whence.desktop.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Sites behind a tunnel, with a connector that tells about itself as cloudflared does.
@EndToEnd
class TunnelTest {
    private static List<StandInConnector.Rule> to(String service) {
        return List.of(new StandInConnector.Rule(Site.HOST, service), StandInConnector.Rule.last());
    }

    private static void connected(Site site, String tunnel, List<StandInConnector.Rule> rules) {
        site.leadsToTunnel(Site.TUNNEL);
        site.edge().leadsTo(new Road.Tunnel(Optional.of(site.connector(tunnel, rules))));
        site.option(site.machine().ssh("--tunnel-ssh").toArray(String[]::new));
    }

    @Test
    void saysThatNothingIsWrongWhereNothingIs() {
        try (var site = new Site()) {
            connected(site, Site.TUNNEL, to("http://127.0.0.1:" + site.app().port()));
            Expect.well(site.check());
        }
    }

    @Test
    void findsTheServiceOnTheWrongPort() {
        try (var site = new Site()) {
            site.app();
            connected(site, Site.TUNNEL, to("http://127.0.0.1:" + StandInSocket.closedPort()));
            Expect.proven(
                    site.check("--origin-ssh", site.machine().login()),
                    "tunnel",
                    "upstream-wrong-port");
        }
    }

    @Test
    void doesNotGuessWhatRunsOnAHostWhoseServicesItMayNotSee() {
        try (var site = new Site()) {
            site.app();
            connected(site, Site.TUNNEL, to("http://127.0.0.1:" + StandInSocket.closedPort()));
            Expect.neverElsewhere(site.check(), "tunnel");
        }
    }

    @Test
    void findsTheStoppedApplicationBehindTheTunnel() {
        try (var site = new Site()) {
            site.machine().unit("app.service", Machine.Shape.STOPPED);
            connected(site, Site.TUNNEL, to("http://127.0.0.1:" + StandInSocket.closedPort()));
            Expect.proven(
                    site.check("--origin-ssh", site.machine().login()), "origin", "app-stopped");
        }
    }

    @Test
    void findsTheTunnelWithoutConnector() {
        try (var site = new Site()) {
            site.leadsToTunnel(Site.TUNNEL);
            site.machine().unit("cloudflared.service", Machine.Shape.STOPPED);
            site.edge().leadsTo(new Road.Tunnel(Optional.empty()));
            site.option(site.machine().ssh("--tunnel-ssh").toArray(String[]::new));
            var answer = site.check();
            Expect.proven(answer, "tunnel", "cloudflared-not-running");
            assertThat(answer.pdf()).contains("1033");
        }
    }

    @Test
    void placesTheTunnelWithoutConnectorWithoutSsh() {
        try (var site = new Site()) {
            site.edge().leadsTo(new Road.Tunnel(Optional.empty()));
            Expect.neverElsewhere(site.check(), "tunnel");
        }
    }

    @Test
    void findsTheNameThatPointsToAnotherTunnel() {
        try (var site = new Site()) {
            var rules = to("http://127.0.0.1:" + site.app().port());
            site.connector("99999999-2222-4333-8444-555555555555", rules);
            site.leadsToTunnel(Site.TUNNEL);
            site.edge().leadsTo(new Road.Tunnel(Optional.empty()));
            site.option(site.machine().ssh("--tunnel-ssh").toArray(String[]::new));
            Expect.located(site.check(), "tunnel", "dns-points-to-other-tunnel");
        }
    }

    @Test
    void findsTheNameThatNoRuleTakes() {
        try (var site = new Site()) {
            var service = "http://127.0.0.1:" + site.app().port();
            connected(
                    site,
                    Site.TUNNEL,
                    List.of(
                            new StandInConnector.Rule("www.example.test", service),
                            StandInConnector.Rule.last()));
            Expect.proven(site.check("--code", "404"), "tunnel", "ingress-hostname-unmatched");
        }
    }

    @Test
    void findsThatTheTunnelSpeaksTlsToAPortWithout() {
        try (var site = new Site()) {
            connected(
                    site,
                    Site.TUNNEL,
                    to("https://127.0.0.1:" + site.plainNginx(site.app().port())));
            Expect.located(site.check(), "tunnel", "https-to-http-port");
        }
    }

    @Test
    void findsThatTheTunnelSpeaksNoTlsToAPortWith() {
        try (var site = new Site()) {
            var identity = site.certificates().issued(Site.HOST);
            var port = site.secureNginx(identity, site.app().port());
            connected(site, Site.TUNNEL, to("http://127.0.0.1:" + port));
            Expect.located(site.check("--code", "400"), "tunnel", "http-to-https-port");
        }
    }

    @Test
    void blamesNobodyElseForA502ThroughATunnelWithoutSsh() {
        try (var site = new Site()) {
            connectedWithoutSsh(site, to("http://127.0.0.1:" + StandInSocket.closedPort()));
            Expect.undecided(site.check("--tunnel", Site.TUNNEL));
        }
    }

    @Test
    void findsTheErrorOfTheApplicationBehindTheTunnel() {
        try (var site = new Site()) {
            var broken = StandInWeb.answering(502, "text/html", "<h1>502 Bad Gateway</h1>");
            connected(site, Site.TUNNEL, to("http://127.0.0.1:" + site.app(broken).port()));
            Expect.located(site.check(), "origin", "origin-own-error");
        }
    }

    private static void connectedWithoutSsh(Site site, List<StandInConnector.Rule> rules) {
        site.edge().leadsTo(new Road.Tunnel(Optional.of(site.connector(Site.TUNNEL, rules))));
    }
}
