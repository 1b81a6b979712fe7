package dev.whence.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.HostPort;
import dev.whence.engine.model.SshHost;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SshConfigFileTest {
    private static final String CONFIG =
            """
            # before any host: for all of them
            ServerAliveInterval 30
            Host web-1 web-2
                HostName %h.example.test
                User "alice"
                IdentityFile ~/.ssh/%h-%r-%p
                IdentityFile=none
            Host db !db-2 db-*
                HostName = 192.0.2.9
                Port=2222
                ProxyJump bob@jump.example.test:2022, ssh://second
            Match host web-1 exec "false"
                User nobody
            Match all
                IdentitiesOnly yes
            Host WEB-?
                HostName never.example.test
                Port 2200
            Host *
                User everybody
                Port 99999
            """;

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "web-1, alice, web-1.example.test, 2200, [web-1.example.test]:2200",
        "web-2, alice, web-2.example.test, 2200, [web-2.example.test]:2200",
        "db-1, everybody, 192.0.2.9, 2222, [192.0.2.9]:2222",
        "db-2, everybody, db-2, 22, db-2",
        "other, everybody, other, 22, other",
        "carol@other:2022, carol, other, 2022, [other]:2022",
        "dave@web-1:22, dave, web-1.example.test, 22, web-1.example.test"
    })
    void findsTheWay(String asked, String user, String host, int port, String knownAs)
            throws IOException {
        var route = route(CONFIG, asked);
        assertThat(route.user()).isEqualTo(user);
        assertThat(route.address()).isEqualTo(new HostPort(host, port));
        assertThat(route.knownAs()).isEqualTo(knownAs);
    }

    @Test
    void readsKeysAndJumpHosts() throws IOException {
        var web = route(CONFIG, "web-1");
        assertThat(web.keys()).containsExactly(home.resolve(".ssh/web-1.example.test-alice-2200"));
        assertThat(web.onlyTheseKeys()).isTrue();
        assertThat(web.via()).isEmpty();

        var jumps = route(CONFIG, "db-1").via();
        assertThat(jumps).containsExactly("bob@jump.example.test:2022", "ssh://second");
        assertThat(SshTarget.lastOf(jumps).host()).isEqualTo("second");
        assertThat(SshTarget.lastOf(jumps).via()).containsExactly("bob@jump.example.test:2022");
    }

    @Test
    void includesOneLevelWhereItStands() throws IOException {
        Files.createDirectories(home.resolve(".ssh/conf.d"));
        Files.writeString(home.resolve(".ssh/conf.d/a.conf"), "Host web-1\nUser alice\n");
        Files.writeString(home.resolve(".ssh/conf.d/b.conf"), "Include conf.d/c.conf\nPort 2200\n");
        Files.writeString(home.resolve(".ssh/conf.d/c.conf"), "User carol\n");
        var config = "Host web-*\nInclude conf.d/[ab].conf nowhere/*\nHost *\nUser everybody\n";
        assertThat(route(config, "web-1").login()).isEqualTo("alice@web-1");
        assertThat(route(config, "web-1").address().port()).isEqualTo(2200);
        assertThat(route(config, "web-2").login()).isEqualTo("everybody@web-2");
        assertThat(route(config, "other").address().port()).isEqualTo(22);
    }

    @Test
    void doesWithoutAFile() {
        var route = SshConfigFile.read(home.resolve("missing"), home).route(target("alice@web-1"));
        assertThat(route.login()).isEqualTo("alice@web-1");
        assertThat(route.keys()).isEqualTo(List.of());
    }

    private SshRoute route(String config, String asked) throws IOException {
        var file = Files.writeString(home.resolve("config"), config);
        return SshConfigFile.read(file, home).route(target(asked));
    }

    private static SshTarget target(String asked) {
        return SshTarget.of(SshHost.parse(SshHost.Role.ORIGIN, asked));
    }
}
