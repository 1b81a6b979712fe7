package dev.whence.knowledge.parse.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.ContainerFact.Attached;
import dev.whence.knowledge.fact.ContainerFact.Container;
import dev.whence.knowledge.fact.ContainerFact.Published;

import org.junit.jupiter.api.Test;

import java.util.List;

class ContainerInspectTest {
    private static final String TWO =
            """
            [
              {"Id": "aaaa11112222", "Name": "/shop-app-1", "RestartCount": 4,
               "State": {"Status": "exited", "Running": false, "Restarting": false, "OOMKilled": true, "ExitCode": 137,
                         "Health": {"Status": "unhealthy", "Log": []}},
               "Config": {"Image": "shop/app:1.4", "ExposedPorts": {"3000/tcp": {}}, "Env": ["SECRET=abc"],
                          "Labels": {"com.docker.compose.service": "app"}},
               "HostConfig": {"NetworkMode": "shop_default", "PortBindings": {"8080/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8080"}]}},
               "NetworkSettings": {"Ports": {}, "Networks": {"shop_default": {"Aliases": ["shop-app-1", "app"], "IPAddress": "", "DNSNames": ["shop-app-1", "app", "aaaa11112222"]}}}},
              {"Id": "bbbb11112222", "Name": "/tunnel", "RestartCount": 0,
               "State": {"Status": "running", "ExitCode": 0, "OOMKilled": false},
               "Config": {"Image": "cloudflare/cloudflared", "ExposedPorts": null, "Labels": {}},
               "HostConfig": {"NetworkMode": "container:aaaa11112222"},
               "NetworkSettings": {"Ports": {"80/tcp": null}, "Networks": {}}}
            ]
            """;

    @Test
    void readsWhatMatters() {
        assertThat(ContainerInspect.facts("dock-1", TWO))
                .containsExactly(
                        new Container(
                                "dock-1",
                                "shop-app-1",
                                "app",
                                "shop/app:1.4",
                                "exited",
                                137,
                                true,
                                4,
                                "unhealthy",
                                "shop_default",
                                List.of(
                                        new Attached(
                                                "shop_default",
                                                "",
                                                List.of("shop-app-1", "app", "aaaa11112222"))),
                                List.of(new Published("127.0.0.1", 8080, 8080)),
                                List.of(3000)),
                        new Container(
                                "dock-1",
                                "tunnel",
                                "",
                                "cloudflare/cloudflared",
                                "running",
                                0,
                                false,
                                0,
                                "",
                                "container:shop-app-1",
                                List.of(),
                                List.of(new Published("", 0, 80)),
                                List.of()));
    }

    @Test
    void readsOneObjectALineAsOurOwnQuestionAsksForIt() {
        var line = TWO.substring(TWO.indexOf('{'), TWO.indexOf("},\n  {\"Id\": \"bbbb") + 1);

        assertThat(ContainerInspect.facts("", line.replace("\n", " ") + "\n"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Container.class, each -> assertThat(each.answersTo("app")).isTrue());
    }

    @Test
    void joinsTheMembersOfNetworks() {
        var networks =
                """
                [{"Name": "front", "Containers": {"a": {"Name": "proxy", "IPv4Address": "172.18.0.2/16"}}},
                 {"Name": "back", "Containers": {"a": {"Name": "proxy", "IPv4Address": "172.19.0.3/16"},
                                                 "b": {"Name": "app", "IPv4Address": "172.19.0.2/16"}}}]
                """;

        assertThat(ContainerInspect.facts("", networks).stream().map(Container.class::cast))
                .extracting(Container::name, Container::addresses)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "proxy", List.of("172.19.0.3", "172.18.0.2")),
                        org.assertj.core.groups.Tuple.tuple("app", List.of("172.19.0.2")));
    }

    @Test
    void makesNothingOfOtherText() {
        assertThat(ContainerInspect.facts("", "[]\nError: No such object: app")).isEmpty();
        assertThat(ContainerInspect.facts("", "{\"a\":")).isEmpty();
        assertThat(ContainerInspect.facts("", "[1, null, \"x\", {\"Name\": 3, \"State\": 1}]"))
                .hasSize(1);
    }
}
