package dev.whence.knowledge.parse.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.ContainerFact;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.ContainerFact.Published;

import org.junit.jupiter.api.Test;

import java.util.List;

class ContainerTableTest {
    @Test
    void readsTheUsualTable() {
        assertThat(
                        shown(
                                """
                                CONTAINER ID   IMAGE                           COMMAND                  CREATED        STATUS                      PORTS                                         NAMES
                                4c01db0b339c   cloudflare/cloudflared:latest   "cloudflared --no-au…"   3 hours ago    Up 3 hours                                                                tunnel
                                d7886598dbe2   shop/app:1.4                    "docker-entrypoint.s…"   3 hours ago    Restarting (1) 5 seconds ago                                              shop-app-1
                                9b8ab1f4a7f0   nginx:1.27                      "/docker-entrypoint.…"   2 days ago     Up About an hour (healthy)  0.0.0.0:8080->80/tcp, [::]:8080->80/tcp       proxy
                                aa12bb34cc56   postgres:16                     "docker-entrypoint.s…"   2 days ago     Exited (137) 4 minutes ago                                                db
                                """))
                .containsExactly(
                        "tunnel cloudflare/cloudflared:latest running 0 [] ",
                        "shop-app-1 shop/app:1.4 restarting 1 [] ",
                        "proxy nginx:1.27 running 0 [0.0.0.0:8080->80, :::8080->80] healthy",
                        "db postgres:16 exited 137 [] ");
    }

    @Test
    void readsATableThatLostItsBlanksAndItsHeading() {
        assertThat(
                        shown(
                                "4c01db0b339c shop/app:1.4 \"npm start\" 3 hours ago Up 3 hours"
                                        + " (unhealthy) 3000/tcp shop-app-1"))
                .containsExactly("shop-app-1 shop/app:1.4 running 0 [:0->3000] unhealthy");
    }

    @Test
    void readsSelectedColumnsAndCompose() {
        assertThat(
                        shown(
                                """
                                NAMES      STATUS                     PORTS
                                web-1      Up 2 minutes               127.0.0.1:9000->9000/tcp
                                api-1      Exited (1) 3 seconds ago
                                """))
                .containsExactly("web-1  running 0 [127.0.0.1:9000->9000] ", "api-1  exited 1 [] ");
        var compose =
                ContainerTable.facts(
                        "",
                        """
                        NAME         IMAGE      COMMAND          SERVICE   CREATED       STATUS                  PORTS
                        shop-web-1   nginx:1    "/docker-en…"    web       2 hours ago   Up 2 hours (healthy)    0.0.0.0:80->80/tcp
                        """);
        assertThat(compose)
                .singleElement()
                .isInstanceOfSatisfying(
                        Container.class,
                        each -> {
                            assertThat(each.name()).isEqualTo("shop-web-1");
                            assertThat(each.service()).isEqualTo("web");
                            assertThat(each.ports())
                                    .containsExactly(new Published("0.0.0.0", 80, 80));
                        });
    }

    @Test
    void readsOneObjectALine() {
        assertThat(
                        shown(
                                """
                                {"Command":"\\"node server.js\\"","ID":"4c01db0b339c","Image":"shop/app","Labels":"com.docker.compose.service=app,x=y","Names":"shop-app-1","Ports":"0.0.0.0:3000->3000/tcp","State":"running","Status":"Up 2 hours"}
                                {"ID":"4c01db0b339d","Image":"shop/db","Names":"db","Ports":"","State":"exited","Status":"Exited (137) 2 hours ago"}
                                """))
                .containsExactly(
                        "shop-app-1 shop/app running 0 [0.0.0.0:3000->3000] ",
                        "db shop/db exited 137 [] ");
    }

    @Test
    void knowsPods() {
        var pods =
                """
                NAME                     READY   STATUS             RESTARTS      AGE
                shop-7c9f6c7b5d-x2x4z    0/1     CrashLoopBackOff   12 (3m ago)   40m
                """;
        assertThat(ContainerTable.facts("", pods))
                .singleElement()
                .isInstanceOf(ContainerFact.Kubernetes.class);
    }

    @Test
    void makesNothingOfOtherText() {
        assertThat(
                        shown(
                                """
                                Created symlink /etc/systemd/system/x.service
                                tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*
                                {"level":"error","time":"2026-11-20T09:41:00Z"}
                                """))
                .isEmpty();
    }

    private static List<String> shown(String text) {
        return ContainerTable.facts("", text).stream()
                .map(Container.class::cast)
                .map(
                        each ->
                                "%s %s %s %d %s %s"
                                        .formatted(
                                                each.name(),
                                                each.image(),
                                                each.state(),
                                                each.exitCode(),
                                                each.ports().stream()
                                                        .map(
                                                                port ->
                                                                        port.address()
                                                                                + ":"
                                                                                + port.port()
                                                                                + "->"
                                                                                + port.inner())
                                                        .toList(),
                                                each.checkup()))
                .toList();
    }
}
