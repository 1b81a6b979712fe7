package dev.whence.knowledge.parse.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.ContainerFact;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLogTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    tunnel-1  | 2026-11-20T09:41:00Z ERR Request failed error="x"~cloudflared tunnel-1
                    cloudflared | ERR error="The service may be down or it may not be responding to traffic from cloudflared: EOF"~cloudflared cloudflared
                    web_1    | 2026/11/20 09:41:00 [error] 24#24: *50 connect() failed (111: Connection refused)~nginx web_1
                    2026-11-20T09:41:00.922493458Z 2026-11-20T09:41:00Z ERR Connection terminated error="x"~cloudflared
                    2026-11-20T09:41:00.922493458Z stderr F 2026-11-20T09:41:00Z ERR Request failed~kubernetes
                    2026-11-20T09:41:00Z ERR error="dial tcp: lookup app on 127.0.0.11:53: no such host" originService=http://app~cloudflared
                    lookup api.shop.svc.cluster.local on 10.96.0.10:53: no such host~kubernetes
                    2026-11-20T09:41:00Z INF Starting metrics server on [::]:20241/metrics~cloudflared
                    2026-11-20T09:41:00Z INF Starting metrics server on 127.0.0.1:20241/metrics~-
                    [22:27:17] INFO: Existing tunnel with ID 0 found~
                    2026-11-20T09:41:00Z INF |  CONNECTIVITY PRE-CHECKS  |~-
                    Nov 20 09:41:00 host cloudflared[850]: 2026-11-20T09:41:00Z ERR error="x"~-
                    2026-11-20T09:41:00Z ERR error="x" originService=http://localhost:8000~-
                    """)
    void tellsAContainerByItsLog(String line, String expected) {
        var facts = ContainerLog.facts("", line);

        assertThat(facts.isEmpty() ? "-" : shown(facts.getFirst()))
                .isEqualTo(expected == null ? "" : expected);
    }

    private static String shown(ContainerFact fact) {
        return fact instanceof ContainerFact.Logged logged
                ? (logged.program() + " " + logged.container()).strip()
                : "kubernetes";
    }
}
