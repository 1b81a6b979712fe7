package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.engine.model.Health;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.Listeners;
import dev.whence.knowledge.command.ServiceCommand.Services;
import dev.whence.knowledge.command.ServiceCommand.UnitFiles;
import dev.whence.knowledge.command.UnitName;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.knowledge.parse.UnitKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class UnitsRunningTest {
    private static final HostFact.WebConfig NGINX =
            new HostFact.WebConfig(
                    Web1.NAME, "nginx", List.of(80, 443), List.of("127.0.0.1:8000"), List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # units            | ports          | config | these are broken
                    none               | none           | true   |
                    nginx-stopped      | nginx-stopped  | true   | nginx.service
                    nginx-stopped      | nginx-stopped  | false  | nginx.service
                    nginx-disabled     | nginx-stopped  | true   | nginx.service
                    nginx-disabled     | nginx-stopped  | false  |
                    nginx-disabled     | port-taken     | true   |
                    nginx-masked       | nginx-stopped  | true   | nginx.service
                    nginx-masked       | nginx-stopped  | false  |
                    nginx-bad-config   | nginx-stopped  | true   | nginx.service
                    port-taken         | port-taken     | true   | nginx.service
                    app-down           | app-down       | true   | app.service
                    app-wrong-port     | app-wrong-port | true   |
                    app-crash-loop     | app-down       | true   | app.service
                    db-stopped         | none           | true   | postgresql@15-main.service
                    """)
    void blamesTheServiceThatTheSiteNeeds(
            String units, String ports, boolean configKnown, String broken) throws Exception {
        var site = configKnown ? Web1.site().knowing(NGINX) : Web1.site();
        var tape =
                Web1.tape()
                        .prints(
                                new UnitFiles(Web1.HOST),
                                Captures.read("systemctl-list-unit-files/none"))
                        .prints(
                                services("app", "nginx", "postgresql"),
                                Captures.read("systemctl-show/" + units))
                        .prints(new Listeners(Web1.HOST), Captures.read("ss/" + ports));

        assertThat(broken(Looking.at(site, tape.tape(), new UnitsRunning())))
                .isEqualTo(broken == null ? List.of() : List.of(broken));
    }

    @Test
    void findsWebServerApplicationAndDatabase() throws Exception {
        var tape =
                Web1.tape()
                        .prints(
                                new UnitFiles(Web1.HOST),
                                Captures.read("systemctl-list-unit-files/none"))
                        .prints(
                                services("app", "nginx", "postgresql"),
                                Captures.read("systemctl-show/none"))
                        .prints(new Listeners(Web1.HOST), Captures.read("ss/none"));

        assertThat(units(Looking.at(Web1.site().knowing(NGINX), tape.tape(), new UnitsRunning())))
                .extracting(HostFact.Unit::unit)
                .containsExactly("nginx.service", "app.service", "postgresql@15-main.service");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what stands there                                                 | broken
                    # the second web server lost the race for the port
                    nginx active enabled, apache2 failed enabled                        |
                    # nobody serves
                    nginx failed enabled, apache2 inactive disabled                     | nginx
                    nginx inactive enabled, apache2 inactive disabled                   | nginx
                    # installed, never used: the site is a container's or a tunnel's
                    apache2 inactive disabled                                           |
                    # a masked one of two
                    nginx inactive masked, caddy active enabled                         |
                    # the version that PHP requests go to
                    nginx active enabled, php8.2-fpm failed enabled, php7.4-fpm inactive disabled |
                    # the old version after an upgrade
                    postgresql@14-main failed enabled, postgresql@15-main active enabled |
                    mysql inactive disabled, postgresql@15-main active enabled          |
                    redis-server failed enabled, postgresql@15-main active enabled      | redis-server
                    # housekeeping that failed is no part of the site
                    nginx active enabled, certbot failed enabled, node_exporter failed enabled |
                    # a timer's work ends, and that is well
                    nginx active enabled, app-report inactive static                    |
                    """)
    void neverBlamesWhatTheSiteMayNotNeed(String services, String broken) throws Exception {
        assertThat(broken(look(services, List.of("127.0.0.1:8000"), "127.0.0.1:8000", List.of())))
                .isEqualTo(broken == null ? List.of() : List.of(broken + ".service"));
    }

    @Test
    void blamesTheVersionOfPhpThatTheWebServerAsks() throws Exception {
        var services =
                "nginx active enabled, php8.2-fpm inactive enabled, php7.4-fpm inactive enabled";

        assertThat(
                        broken(
                                look(
                                        services,
                                        List.of("unix:/run/php/php8.2-fpm.sock"),
                                        "127.0.0.1:22",
                                        List.of())))
                .containsExactly("php8.2-fpm.service");
    }

    @Test
    void blamesAServiceWithAnyNameThatShouldListenWhereNobodyDoes() throws Exception {
        var services = "nginx active enabled, shop inactive enabled";

        assertThat(broken(look(services, List.of("127.0.0.1:8000"), "0.0.0.0:443", List.of())))
                .containsExactly("shop.service");
        assertThat(broken(look(services, List.of("127.0.0.1:8000"), "127.0.0.1:8000", List.of())))
                .isEmpty();
    }

    @Test
    void looksAtWhatTheUserNamed() throws Exception {
        var services = "nginx active enabled, billing inactive disabled";

        assertThat(broken(look(services, List.of(), "0.0.0.0:443", List.of("billing"))))
                .containsExactly("billing.service");
        assertThat(
                        broken(
                                look(
                                        "nginx active enabled",
                                        List.of(),
                                        "0.0.0.0:443",
                                        List.of("not-there"))))
                .isEmpty();
    }

    @Test
    void survivesANameThatIsNoUnit() throws Exception {
        assertThat(units(look("nginx active enabled", List.of(), "0.0.0.0:443", List.of("a;b c"))))
                .hasSize(1);
    }

    private static List<Evidence> look(
            String services, List<String> upstreams, String listening, List<String> named)
            throws Exception {
        var config = new HostFact.WebConfig(Web1.NAME, "nginx", List.of(443), upstreams, List.of());
        var names =
                Arrays.stream(services.split(", ", -1))
                        .map(each -> each.split(" ", -1)[0])
                        .toList();
        var known =
                Stream.concat(
                                named.stream(),
                                names.stream()
                                        .filter(name -> UnitKind.of(name + ".service").isPresent()))
                        .distinct()
                        .toArray(String[]::new);
        var tape =
                Web1.tape()
                        .prints(
                                new UnitFiles(Web1.HOST),
                                names.stream()
                                        .map(name -> name + ".service enabled\n")
                                        .reduce("", String::concat))
                        .prints(services(known), shown(services))
                        .prints(new Listeners(Web1.HOST), "LISTEN 0 128 " + listening + " *:*\n");
        var site = Web1.site().with(target -> target.withUnits(named)).knowing(config);
        return Looking.at(site, tape.tape(), new UnitsRunning());
    }

    private static Services services(String... also) {
        return new Services(
                Web1.HOST,
                Arrays.stream(also).flatMap(name -> UnitName.maybe(name).stream()).toList());
    }

    private static String shown(String services) {
        var text = new StringBuilder();
        for (var each : services.split(", ", -1)) {
            var words = each.split(" ", -1);
            text.append(
                    """
                    Id=%s.service
                    Names=%s.service
                    Type=simple
                    LoadState=%s
                    ActiveState=%s
                    SubState=%s
                    UnitFileState=%s
                    FragmentPath=/etc/systemd/system/%s.service

                    """
                            .formatted(
                                    words[0],
                                    words[0],
                                    words[2].equals("masked") ? "masked" : "loaded",
                                    words[1],
                                    words[1].equals("active") ? "running" : "dead",
                                    words[2],
                                    words[0]));
        }
        return text.toString();
    }

    private static List<HostFact.Unit> units(List<Evidence> facts) {
        return facts.stream().map(HostFact.Unit.class::cast).toList();
    }

    private static List<String> broken(List<Evidence> facts) {
        return units(facts).stream()
                .filter(unit -> unit.health() == Health.BROKEN)
                .map(HostFact.Unit::unit)
                .toList();
    }
}
