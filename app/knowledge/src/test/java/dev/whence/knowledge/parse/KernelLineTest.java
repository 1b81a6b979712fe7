package dev.whence.knowledge.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.knowledge.fact.HostFact.AccessDenied;
import dev.whence.knowledge.fact.HostFact.PacketBlocked;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class KernelLineTest {
    private static final Instant FAILING = Instant.parse("2026-11-20T09:30:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    [UFW BLOCK] IN=br-718950ae6f3a SRC=172.18.0.4 DST=172.17.0.1 DPT=8043 SYN~UFW BLOCK 172.17.0.1 8043 true
                    Nov 20 09:41:00 h kernel: [ 41.1] [UFW BLOCK] IN=docker0 OUT= MAC=02 SRC=172.17.0.2 DST=172.17.0.1 LEN=60 PROTO=TCP SPT=4 DPT=3000 WINDOW=6 RES=0x00 SYN URGP=0~UFW BLOCK 172.17.0.1 3000 true
                    filter_IN_public_REJECT: IN=eth0 OUT= SRC=198.51.100.7 DST=203.0.113.10 PROTO=TCP DPT=443 SYN~filter_IN_public_REJECT 203.0.113.10 443 false
                    kernel: DROP IN=podman0 OUT= SRC=10.88.0.4 DST=10.88.0.1 PROTO=UDP DPT=53~DROP 10.88.0.1 53 true
                    """)
    void readsAStoppedPacket(String line, String expected) {
        assertThat(KernelLine.facts("", line, FAILING))
                .singleElement()
                .isInstanceOfSatisfying(
                        PacketBlocked.class,
                        each ->
                                assertThat(
                                                "%s %s %d %s"
                                                        .formatted(
                                                                each.rule(),
                                                                each.destination(),
                                                                each.port(),
                                                                each.fromContainer()))
                                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[UFW BLOCK] IN=eno1 OUT= SRC=192.0.2.8 DST=203.0.113.94 PROTO=TCP SPT=25564"
                        + " DPT=443 WINDOW=0 RES=0x00 RST URGP=0",
                "[UFW ALLOW] IN=eth0 OUT= SRC=192.0.2.8 DST=203.0.113.94 PROTO=TCP DPT=22 SYN",
                "[UFW AUDIT] IN=eth0 OUT= SRC=192.0.2.8 DST=203.0.113.94 PROTO=TCP DPT=22 SYN",
                "type=AVC msg=audit(1795167600.1:1): avc:  denied  { name_connect } for"
                        + " comm=\"nginx\" dest=8081 tclass=tcp_socket permissive=1",
                "[UFW BLOCK] IN=eth0",
            })
    void leavesOutWhatIsNoBlock(String line) {
        assertThat(KernelLine.facts("", line, FAILING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    type=AVC msg=audit(1795167600.358:1081): avc:  denied  { name_connect } for  pid=5642 comm="nginx" dest=8081 scontext=a tcontext=b tclass=tcp_socket~nginx name_connect 8081 true
                    audit: type=1400 audit(1795167600.3:10): avc:  denied  { write } for  pid=5 comm="nginx" name="app.sock" dev="tmpfs" tclass=sock_file permissive=0~nginx write app.sock true
                    type=AVC msg=audit(11/20/2026 09:41:00.358:1081) : avc:  denied  { connectto } for pid=5 comm=httpd path=/run/app.sock tclass=unix_stream_socket~httpd connectto /run/app.sock true
                    avc:  denied  { read } for  pid=5 comm="nginx" name="index.html" tclass=file~nginx read index.html false
                    SELinux is preventing /usr/sbin/nginx from name_connect access on the tcp_socket port 8081.~nginx name_connect 8081 true
                    """)
    void readsARefusalOfSelinux(String line, String expected) {
        assertThat(KernelLine.facts("", line, FAILING))
                .singleElement()
                .isInstanceOfSatisfying(
                        AccessDenied.class,
                        each ->
                                assertThat(
                                                "%s %s %s %s"
                                                        .formatted(
                                                                each.program(),
                                                                each.permission(),
                                                                each.target(),
                                                                each.connecting()))
                                        .isEqualTo(expected));
    }

    @Test
    void countsTheSameOnceAndKnowsWhatIsOld() {
        var line =
                "type=AVC msg=audit(%d.1:1): avc:  denied  { name_connect } for comm=\"nginx\""
                        + " dest=8081 tclass=tcp_socket\n";
        var old = FAILING.getEpochSecond() - 7200;

        assertThat(KernelLine.facts("", line.formatted(old) + line.formatted(old + 5), FAILING))
                .singleElement()
                .isInstanceOfSatisfying(
                        AccessDenied.class,
                        each -> {
                            assertThat(each.count()).isEqualTo(2);
                            assertThat(each.recent()).isFalse();
                        });
    }
}
