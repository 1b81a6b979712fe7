package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.engine.check.CouldNotLook;
import dev.whence.engine.check.Outcome;
import dev.whence.engine.check.SkipReason;
import dev.whence.engine.model.Evidence;
import dev.whence.engine.world.Ask;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.ApacheSites;
import dev.whence.knowledge.command.ServiceCommand.NginxConfig;
import dev.whence.knowledge.command.ServiceCommand.SiteLines;
import dev.whence.knowledge.fact.HostFact;
import dev.whence.lab.Recorder;
import dev.whence.lab.Redactor;
import dev.whence.lab.TapeWorld;

import org.junit.jupiter.api.Test;

import java.util.List;

class WebServerConfigTest {
    private static final NginxConfig NGINX = new NginxConfig(Web1.HOST);
    private static final SiteLines FILES = new SiteLines(Web1.HOST);
    private static final ApacheSites APACHE = new ApacheSites(Web1.HOST);
    private static final HostFact SITE =
            new HostFact.WebConfig(
                    Web1.NAME,
                    "nginx",
                    List.of(80, 443),
                    List.of("127.0.0.1:8000"),
                    List.of("http://127.0.0.1:8000"));

    @Test
    void readsASoundConfiguration() throws Exception {
        var tape =
                Web1.tape()
                        .fails(
                                NGINX,
                                0,
                                Captures.read("nginx-T/none"),
                                """
                                nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
                                nginx: configuration file /etc/nginx/nginx.conf test is successful
                                """);

        assertThat(look(tape))
                .containsExactly(new HostFact.ConfigTest(Web1.NAME, "nginx", true, ""), SITE);
    }

    @Test
    void listsTheListenersBeforeTheTestOpensItsOwn() throws Exception {
        var tape = Web1.tape().prints(NGINX, Captures.read("nginx-T/none")).tape();
        var recorder = new Recorder(new TapeWorld(tape), Redactor.STRICT);

        Looking.at(Web1.site(), recorder, new WebServerConfig());

        assertThat(recorder.tape().exchanges())
                .extracting(exchange -> ((Ask.Run) exchange.asked()).command().words().getFirst())
                .startsWith("ss", "nginx");
    }

    @Test
    void readsTheFilesWhereTheConfigurationIsBroken() throws Exception {
        var tape =
                Web1.tape()
                        .fails(
                                NGINX,
                                1,
                                "",
                                """
                                2026/11/20 04:57:04 [emerg] 166#166: unknown directive "proxy_raed_timeout" in /etc/nginx/sites-enabled/app:26
                                nginx: configuration file /etc/nginx/nginx.conf test failed
                                """)
                        .prints(FILES, Captures.read("grep-sites/none"));

        assertThat(look(tape))
                .containsExactly(
                        new HostFact.ConfigTest(
                                Web1.NAME,
                                "nginx",
                                false,
                                "unknown directive \"proxy_raed_timeout\" in"
                                        + " /etc/nginx/sites-enabled/app:26"),
                        SITE);
    }

    @Test
    void takesAMissingRightForNoTest() throws Exception {
        var tape =
                Web1.tape()
                        .fails(
                                NGINX,
                                1,
                                "",
                                """
                                nginx: [alert] could not open error log file: open() "/var/log/nginx/error.log" failed (13: Permission denied)
                                2026/11/20 08:01:15 [warn] 7#7: the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:1
                                2026/11/20 08:01:15 [emerg] 7#7: cannot load certificate key "/etc/lab/certs/live.key": BIO_new_file() failed (SSL: error:8000000D:system library::Permission denied:calling fopen(/etc/lab/certs/live.key, r) error:10080002:BIO routines::system lib)
                                nginx: configuration file /etc/nginx/nginx.conf test failed
                                """)
                        .prints(FILES, Captures.read("grep-sites/none"));

        assertThat(look(tape)).containsExactly(SITE);
    }

    @Test
    void readsApache() throws Exception {
        var tape =
                Web1.tape()
                        .missing(NGINX)
                        .prints(
                                FILES,
                                """
                                <VirtualHost *:80>
                                    ServerName app.example.test
                                </VirtualHost>
                                <VirtualHost *:443>
                                    ServerName other.example.test
                                    ProxyPass / http://127.0.0.1:9999/
                                </VirtualHost>
                                <VirtualHost *:443 [::]:443>
                                    ServerName www.example.test
                                    ServerAlias app.example.test
                                    ProxyPass "/" "http://127.0.0.1:8000/"
                                    SetHandler "proxy:unix:/run/php/php8.2-fpm.sock|fcgi://localhost"
                                </VirtualHost>
                                """)
                        .fails(
                                APACHE,
                                1,
                                "",
                                """
                                AH00526: Syntax error on line 4 of /etc/apache2/sites-enabled/app.conf:
                                Invalid command 'ProxyPas', perhaps misspelled
                                """);

        assertThat(look(tape))
                .containsExactly(
                        new HostFact.WebConfig(
                                Web1.NAME,
                                "apache",
                                List.of(80, 443),
                                List.of("127.0.0.1:8000", "unix:/run/php/php8.2-fpm.sock"),
                                List.of("http://127.0.0.1:8000")),
                        new HostFact.ConfigTest(
                                Web1.NAME,
                                "apache",
                                false,
                                "AH00526: Syntax error on line 4 of"
                                        + " /etc/apache2/sites-enabled/app.conf: Invalid command"
                                        + " 'ProxyPas', perhaps misspelled"));
    }

    @Test
    void skipsWhereThereIsNoWebServer() {
        var tape = Web1.tape().missing(NGINX).fails(FILES, 1, "", "");

        assertThatThrownBy(() -> look(tape))
                .isInstanceOfSatisfying(
                        CouldNotLook.class,
                        e ->
                                assertThat(e.outcome())
                                        .isEqualTo(new Outcome.Skipped(SkipReason.NOT_INSTALLED)));
    }

    private static List<Evidence> look(Web1.Taping tape) throws Exception {
        return Looking.at(Web1.site(), tape.tape(), new WebServerConfig());
    }
}
