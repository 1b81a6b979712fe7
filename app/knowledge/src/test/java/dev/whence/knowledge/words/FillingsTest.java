package dev.whence.knowledge.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;
import dev.whence.engine.model.Target;
import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.Defaults;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.List;
import java.util.Optional;

class FillingsTest {
    private static final Target TARGET = target("https://shop.example.com/cart");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HERE           | nc -vz {origin} {port}   | nc -vz 203.0.113.10 8443
                    HERE           | curl {url}               | curl https://shop.example.com/cart
                    ON_ORIGIN      | {ssh} ss -ltn            | ssh -p 2222 admin@web-1 ss -ltn
                    ON_TUNNEL_HOST | ssh {ssh} hostname       | ssh gate-1 hostname
                    """)
    void putsInWhatIsKnown(Vantage.Kind from, String command, String filled) {
        assertThat(Fillings.fill(command, Optional.of(TARGET), from)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    curl {url}           | curl 'https://shop.example.com/;reboot'
                    curl http://a{path}  | curl http://a'/;reboot'
                    ssh {ssh} curl {url} | ssh gate-1 curl ''\\''https://shop.example.com/;reboot'\\'''
                    """)
    void letsNoShellRunWhatAnAddressSays(String command, String filled) {
        var odd = target("https://shop.example.com/;reboot");
        assertThat(Fillings.fill(command, Optional.of(odd), Vantage.Kind.ON_TUNNEL_HOST))
                .isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource({"curl {url}, curl {url}", "{ssh} df -h, ssh {ssh} df -h"})
    void keepsTheBracesOfWhatIsNot(String command, String filled) {
        assertThat(Fillings.fill(command, Optional.empty(), Vantage.Kind.HERE)).isEqualTo(filled);
    }

    private static Target target(String url) {
        return Defaults.target(URI.create(url))
                .withOrigins(List.of(new HostPort("203.0.113.10", 8443)))
                .withHosts(
                        List.of(
                                SshHost.parse(SshHost.Role.ORIGIN, "admin@web-1:2222"),
                                SshHost.parse(SshHost.Role.TUNNEL, "gate-1")));
    }
}
