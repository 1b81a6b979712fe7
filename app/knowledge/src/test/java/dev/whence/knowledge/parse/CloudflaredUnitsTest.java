package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudflaredUnitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloudflared --no-autoupdate --config /etc/cloudflared/config.yml tunnel run |"
                        + " true",
                "/usr/bin/cloudflared tunnel run info                                         |"
                        + " true",
                "cloudflared tunnel --url http://localhost:8080                               |"
                        + " true",
                "cloudflared proxy-dns                                                        |"
                        + " true",
                "cloudflared tunnel --config /etc/cloudflared/config.yml ingress validate     |"
                        + " false",
                "cloudflared --version                                                        |"
                        + " false",
                "cloudflared tunnel info --output json 11111111-2222-4333-8444-555555555555   |"
                        + " false",
                "/usr/bin/cloudflared update                                                  |"
                        + " false"
            })
    void takesOnlyWhatCarriesForConnectors(String commandLine, boolean carries) {
        var listed = "  412 root  0::/system.slice/some.service " + commandLine;
        assertThat(CloudflaredUnits.processes(listed)).hasSize(carries ? 1 : 0);
    }
}
