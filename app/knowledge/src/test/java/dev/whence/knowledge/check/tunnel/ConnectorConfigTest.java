package dev.whence.knowledge.check.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.FilePath;
import dev.whence.knowledge.command.TunnelCommand;
import dev.whence.knowledge.fact.TunnelFact;
import dev.whence.knowledge.parse.TunnelCaptures;
import dev.whence.lab.Tape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

class ConnectorConfigTest {
    private static final Looking.Site WITH_METRICS =
            TunnelHost.SITE.knowing(new TunnelFact.Metrics("t1", TunnelHost.METRICS));
    private static final String FILE =
            """
            ==> /etc/cloudflared/config.yml <==
            tunnel: 11111111-2222-4333-8444-555555555555
            credentials-file: /etc/cloudflared/11111111-2222-4333-8444-555555555555.json
            logfile: /var/log/cloudflared/log.jsonl
            originRequest: &common
              noTLSVerify: yes
              httpHostHeader: inner.example.com
            ingress:
              - hostname: app.example.com
                service: http://localhost:8080
              - hostname: "*.wild.example.com"
                path: ^/v1/.*$
                service: https://localhost:8443
                originRequest:
                  <<: *common
                  noTLSVerify: false
                  originServerName: internal.example.com
              - service: http_status:404
            """;

    @ParameterizedTest
    @CsvSource({
        "remote,           REMOTE, 1,  3",
        "empty-ingress,    REMOTE, 5,  1",
        "no-remote-config, NONE,   -1, 1",
        "local,            LOCAL,  -1, 4",
        "local-2022,       LOCAL,  -1, 4"
    })
    void readsWhatIsInForce(
            String section, TunnelFact.Configuration.Source source, int version, int rules)
            throws Exception {
        var config =
                configuration(
                        Looking.at(
                                WITH_METRICS,
                                pages(TunnelCaptures.of("pages-config", section)),
                                new ConnectorConfig()));

        assertThat(config.source()).isEqualTo(source);
        assertThat(config.version()).isEqualTo(version);
        assertThat(config.rules()).hasSize(rules);
    }

    @Test
    void tellsTheFileAndTheLogFileOfTheFlags() throws Exception {
        var seen =
                Looking.at(
                        WITH_METRICS,
                        pages(TunnelCaptures.of("pages-config", "local")),
                        new ConnectorConfig());

        assertThat(configuration(seen).file()).contains("/etc/cloudflared/faults-quic.yml");
        assertThat(seen)
                .contains(new TunnelFact.LogFile("t1", "/var/log/cloudflared/fquic.logfile.jsonl"));
    }

    @Test
    void readsTheFileThatTheUnitNames() throws Exception {
        var seen = Looking.at(started(false), file(FILE), new ConnectorConfig());

        assertThat(configuration(seen))
                .isEqualTo(
                        new TunnelFact.Configuration(
                                "t1",
                                TunnelFact.Configuration.Source.LOCAL,
                                -1,
                                Optional.of("/etc/cloudflared/config.yml"),
                                List.of(
                                        new TunnelFact.Rule(
                                                0,
                                                "app.example.com",
                                                "",
                                                "http://localhost:8080",
                                                "inner.example.com",
                                                "",
                                                true,
                                                false),
                                        new TunnelFact.Rule(
                                                1,
                                                "*.wild.example.com",
                                                "^/v1/.*$",
                                                "https://localhost:8443",
                                                "inner.example.com",
                                                "internal.example.com",
                                                false,
                                                false),
                                        new TunnelFact.Rule(
                                                2,
                                                "",
                                                "",
                                                "http_status:404",
                                                "inner.example.com",
                                                "",
                                                true,
                                                false))));
        assertThat(seen).contains(new TunnelFact.LogFile("t1", "/var/log/cloudflared/log.jsonl"));
    }

    @Test
    void skipsWhereTheConfigurationComesFromCloudflareAndNobodyTellsIt() {
        assertThatThrownBy(() -> Looking.at(started(true), Tape.EMPTY, new ConnectorConfig()))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(
                                                new Outcome.Skipped(
                                                        SkipReason.NOTHING_TO_START_FROM)));
    }

    private static Looking.Site started(boolean byToken) {
        return TunnelHost.SITE.knowing(
                new TunnelFact.Started(
                        "t1",
                        "cloudflared.service",
                        "",
                        byToken ? Optional.empty() : Optional.of("/etc/cloudflared/config.yml"),
                        Optional.empty(),
                        Optional.empty(),
                        byToken));
    }

    private static Tape file(String out) {
        return TunnelHost.tape(
                new TunnelCommand.ConfigFiles(
                        TunnelHost.HOST, List.of(new FilePath("/etc/cloudflared/config.yml"))),
                out);
    }

    private static Tape pages(String out) {
        return TunnelHost.tape(
                new TunnelCommand.Pages(
                        TunnelHost.HOST,
                        List.of(TunnelHost.METRICS),
                        List.of(TunnelCommand.Pages.Page.FLAGS, TunnelCommand.Pages.Page.CONFIG)),
                out);
    }

    private static TunnelFact.Configuration configuration(List<Evidence> seen) {
        return seen.stream()
                .filter(TunnelFact.Configuration.class::isInstance)
                .map(TunnelFact.Configuration.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
