package dev.whence.desktop.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Sites with a public origin, which is a real nginx.
@EndToEnd
class OriginTest {
    private static String at(int port) {
        return "127.0.0.1:" + port;
    }

    private static Road origin(int port) {
        return new Road.Origin("127.0.0.1", port, true, true);
    }

    private static Certificates.Identity good(Site site) {
        return site.certificates().issued(Site.HOST);
    }

    @Test
    void saysThatNothingIsWrongWhereNothingIs() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app().port());
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            Expect.well(site.check("--origin", at(port)));
        }
    }

    @Test
    void saysTheSameWithoutSsh() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app().port());
            site.edge().leadsTo(origin(port));
            Expect.well(site.check("--origin", at(port)));
            Expect.well(site.check());
        }
    }

    @Test
    void findsTheStoppedWebServer() {
        try (var site = new Site()) {
            var port = stopped(site);
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            var answer = site.check("--origin", at(port));
            Expect.proven(answer, "origin", "web-server-stopped");
            assertThat(answer.verdict().path("chain").toString()).contains("origin-not-listening");
            assertThat(answer.pdf()).contains("521");
        }
    }

    @Test
    void tellsAPersonWhatToDo() {
        try (var site = new Site()) {
            var port = stopped(site);
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            var answer = site.tell("--origin", at(port));
            assertThat(answer.exit()).as(answer.told()).isEqualTo(10);
            assertThat(answer.out())
                    .as("no colours where no terminal is")
                    .doesNotContain("\u001b")
                    .contains("systemctl enable --now nginx")
                    .contains("521");
        }
    }

    @Test
    void placesTheStoppedWebServerWithoutSsh() {
        try (var site = new Site()) {
            var port = stopped(site);
            Expect.located(site.check("--origin", at(port)), "origin", "origin-not-listening");
        }
    }

    @Test
    void blamesNobodyElseWhereOnlyTheCodeIsKnown() {
        try (var site = new Site()) {
            stopped(site);
            Expect.neverElsewhere(site.check(), "origin");
        }
    }

    @Test
    void findsTheStoppedApplication() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), StandInSocket.closedPort());
            site.machine().unit("app.service", Machine.Shape.STOPPED);
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            Expect.proven(site.check("--origin", at(port)), "origin", "app-stopped");
        }
    }

    @Test
    void saysThatTheOriginMadeTheErrorWhereSshIsMissing() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), StandInSocket.closedPort());
            site.edge().leadsTo(origin(port));
            Expect.located(site.check("--origin", at(port)), "origin", "origin-own-error");
        }
    }

    @Test
    void doesNotTakeABrandedPageForAFaultOfCloudflare() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), StandInSocket.closedPort());
            site.edge().leadsTo(origin(port));
            Expect.neverElsewhere(site.check(), "origin");
        }
    }

    @Test
    void findsTheApplicationOnAnotherPort() {
        try (var site = new Site()) {
            site.app();
            var port = site.secureNginx(good(site), StandInSocket.closedPort());
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            Expect.located(site.check("--origin", at(port)), "origin", "upstream-wrong-port");
        }
    }

    @Test
    void findsTheExpiredCertificate() {
        try (var site = new Site()) {
            var expired = site.certificates().expired(Site.HOST);
            var port = site.secureNginx(expired, site.app().port());
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            var answer = site.check("--origin", at(port));
            Expect.proven(answer, "origin", "origin-cert-expired");
            assertThat(answer.pdf()).contains("526");
        }
    }

    @Test
    void findsTheCertificateThatNobodyIssued() {
        try (var site = new Site()) {
            var own = site.certificates().selfSigned("own", Site.HOST);
            var port = site.secureNginx(own, site.app().port());
            site.edge().leadsTo(origin(port));
            Expect.proven(site.check("--origin", at(port)), "origin", "origin-cert-untrusted");
        }
    }

    @Test
    void doesNotMindASelfSignedCertificateThatCloudflareAccepts() {
        try (var site = new Site()) {
            var own = site.certificates().selfSigned("own", Site.HOST);
            var port = site.secureNginx(own, site.app().port());
            site.edge().leadsTo(new Road.Origin("127.0.0.1", port, true, false));
            Expect.well(site.check("--origin", at(port)));
        }
    }

    @Test
    void findsThatTheOriginSpeaksNoTls() {
        try (var site = new Site()) {
            var port = site.plainNginx(site.app().port());
            site.edge().leadsTo(origin(port));
            Expect.located(site.check("--origin", at(port)), "origin", "https-to-http-port");
        }
    }

    @Test
    void findsThatCloudflareSpeaksNoTlsToATlsPort() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app().port());
            site.edge().leadsTo(new Road.Origin("127.0.0.1", port, false, false));
            Expect.located(
                    site.check("--origin", at(port), "--origin-scheme", "http"),
                    "origin",
                    "http-to-https-port");
        }
    }

    @Test
    void findsTheFirewallThatDropsCloudflare() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app().port());
            site.machine().filtersCloudflareOn(port);
            site.edge().leadsTo(new Road.Dropped());
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            Expect.proven(site.check("--origin", at(port)), "origin", "firewall-blocks-cloudflare");
        }
    }

    @Test
    void doesNotCallTheEdgeBrokenWhereItHearsNothingFromTheOrigin() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app().port());
            site.edge().leadsTo(new Road.Dropped());
            Expect.neverElsewhere(site.check("--origin", at(port)), "origin");
        }
    }

    @Test
    void doesNotCallAnOriginDownThatAdmitsOnlyCloudflare() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app().port());
            var seenFromHere = site.with(StandInSocket.dropping());
            site.edge().leadsTo(origin(port));
            Expect.well(site.check("--origin", at(seenFromHere.port())));
        }
    }

    @Test
    void findsTheSlowOrigin() {
        try (var site = new Site()) {
            var port = site.secureNginx(good(site), site.app(StandInWeb.slow(120)).port());
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            var answer = site.check("--origin", at(port));
            Expect.located(answer, "origin", "origin-slow-over-read-timeout");
            assertThat(answer.pdf()).contains("524");
        }
    }

    @Test
    void findsTheDatabaseThatRefuses() {
        try (var site = new Site()) {
            var broken =
                    StandInWeb.answering(
                            500,
                            "text/html",
                            "<html><head><title>Internal Server Error</title></head></html>");
            var port = site.secureNginx(good(site), site.app(broken).port());
            site.machine().unit("postgresql@15-main.service", Machine.Shape.STOPPED);
            site.machine().journal("app.service", "app-database-refused.txt");
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            Expect.proven(site.check("--origin", at(port)), "origin", "database-unreachable");
        }
    }

    @Test
    void findsTheFullDisk() {
        try (var site = new Site()) {
            site.machine().fillsDisk();
            var broken = StandInWeb.answering(500, "text/html", "<h1>Internal Server Error</h1>");
            var port = site.secureNginx(good(site), site.app(broken).port());
            site.machine().journal("app.service", "app-disk-full.txt");
            site.edge().leadsTo(origin(port));
            site.option(site.machine().ssh("--origin-ssh").toArray(String[]::new));
            Expect.proven(site.check("--origin", at(port)), "origin", "disk-full");
        }
    }

    private static int stopped(Site site) {
        var app = site.app();
        var port = StandInSocket.closedPort();
        site.machine().nginxStopped(port, site.secureServer(port, good(site), app.port()));
        site.edge().leadsTo(origin(port));
        return port;
    }
}
