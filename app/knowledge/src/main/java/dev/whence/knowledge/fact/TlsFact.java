package dev.whence.knowledge.fact;

import dev.whence.engine.model.Health;
import dev.whence.engine.model.Hop;
import dev.whence.engine.model.HostPort;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// How greeting the origin over TLS, with the URL's name, ended.
public sealed interface TlsFact extends Fact {
    /// The address that was greeted.
    HostPort at();

    @Override
    default Hop hop() {
        return Hop.PROXY;
    }

    @Override
    default Health health() {
        return Health.SAYS_NOTHING;
    }

    /// Whether a certificate ends so soon that its renewal must have failed: within two weeks, and
    /// in the last third of its life, at whose beginning it is usually renewed.
    static boolean endsSoon(Instant notBefore, Instant notAfter, Instant now) {
        var left = Duration.between(now, notAfter);
        return left.compareTo(Duration.ofDays(14)) < 0
                && left.multipliedBy(3).compareTo(Duration.between(notBefore, notAfter)) < 0;
    }

    /// The certificate that the origin serves for the name.
    ///
    /// @param sni the name that was asked for
    /// @param names what it covers
    /// @param validity judged at the moment of looking
    /// @param trusted its chain leads to a root that browsers trust, or one that the user named
    /// @param originCa Cloudflare's Origin CA issued it: the edge trusts it, browsers do not (facts
    ///   §I.3)
    /// @param distrust why the chain is not trusted; empty where it is
    /// @param wantsClientCertificate it asked for a client certificate, as Authenticated Origin
    ///   Pulls do
    record Served(
            HostPort at,
            String sni,
            String subject,
            String issuer,
            List<String> names,
            Instant notBefore,
            Instant notAfter,
            String sha256,
            Validity validity,
            boolean coversName,
            boolean trusted,
            boolean originCa,
            boolean selfSigned,
            String distrust,
            boolean wantsClientCertificate,
            String protocol)
            implements TlsFact {
        public Served {
            names = List.copyOf(names);
        }

        @Override
        public boolean isAboutToFail(Instant now) {
            return validity == Validity.VALID && endsSoon(notBefore, notAfter, now);
        }

        /// Whether the zone's mode Full (strict) would accept it (facts §I.3).
        public boolean strictAccepts() {
            return validity == Validity.VALID && coversName && (trusted || originCa);
        }

        @Override
        public Health health() {
            return strictAccepts() ? Health.WELL : Health.SAYS_NOTHING;
        }
    }

    /// A certificate's dates against the clock.
    enum Validity {
        VALID,
        EXPIRED,
        NOT_YET_VALID
    }

    /// Which of the zone's SSL modes would work with what the origin serves (facts §A.1, §I.3).
    ///
    /// @param flexible plain HTTP answers on port 80
    /// @param full TLS answers on the https port
    /// @param strict its certificate would be accepted, too
    record Modes(HostPort at, boolean flexible, boolean full, boolean strict) implements TlsFact {}

    /// The port speaks something other than TLS.
    ///
    /// @param said the first bytes, printable; may be empty
    record NotTls(HostPort at, String said) implements TlsFact {
        /// How programs that are no web servers begin: SSH, mail, Redis, databases.
        private static final Pattern ANNOUNCEMENT =
                Pattern.compile("^(?:SSH-|220[ -]|[+]OK|[*] OK|[+]PONG|-ERR|.{0,8}mysql|AMQP).*");

        /// Whether a program that is no web server said its name.
        public boolean announced() {
            return ANNOUNCEMENT.matcher(said).matches();
        }
    }

    /// The handshake ended with an alert.
    record Alerted(HostPort at, String sni, String alert) implements TlsFact {}

    /// The connection was closed or reset during the handshake.
    record HungUp(HostPort at, String sni, boolean reset) implements TlsFact {}

    /// The connection stayed open and silent.
    record Stalled(HostPort at, String sni, Duration waited) implements TlsFact {}
}
