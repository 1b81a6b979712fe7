package dev.whence.engine.model;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.regex.Pattern;

/// An address to dial: a host name or an IP address without brackets, and a port.
///
/// @param port 0 where the text named none and the caller asked to know
public record HostPort(String host, int port) {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?");
    private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9_.-]{1,15}$");

    public HostPort {
        requireHost(host);
        if (port != 0) {
            requirePort(port);
        }
    }

    /// Reads `HOST`, `HOST:PORT`, `[IPV6]:PORT` or a bare IPv6 address.
    ///
    /// @param otherwise the port where the text names none A name in letters beyond ASCII is taken
    ///   in the form that DNS knows.
    ///
    /// @throws IllegalArgumentException with a sentence for the user where the text is no address
    public static HostPort parse(String text, int otherwise) {
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
                throw new IllegalArgumentException(
                        "'" + shown(text) + "' is not an address: write [2001:db8::1]:443.");
            }
            var port = end + 1 == text.length() ? otherwise : number(text, text.substring(end + 2));
            return new HostPort(text.substring(1, end), port);
        }
        var colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) {
            return new HostPort(ascii(text), otherwise);
        }
        return new HostPort(
                ascii(text.substring(0, colon)), number(text, text.substring(colon + 1)));
    }

    /// Whether the host is an IP address rather than a name.
    public boolean isAddress() {
        return host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    /// Refuses what can be no host, before it reaches a socket or a page.
    static void requireHost(String host) {
        if (!NAME.matcher(host).matches() && !isIpv6(host)) {
            throw new IllegalArgumentException(
                    "'" + shown(host) + "' is not a host name or address.");
        }
    }

    private static boolean isIpv6(String host) {
        try {
            return host.contains(":") && Inet6Address.ofLiteral(withoutZone(host)) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String withoutZone(String host) {
        return ZONE.matcher(host).replaceFirst("");
    }

    static void requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "Port " + port + " does not exist: ports go from 1 to 65535.");
        }
    }

    /// A name as DNS knows it: `bücher.example` becomes `xn--bcher-kva.example`.
    static String ascii(String name) {
        try {
            return name.chars().allMatch(c -> c < 0x80) ? name : IDN.toASCII(name);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }

    /// A short form of unchecked text that may stand in a message.
    static String shown(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
    }

    private static int number(String whole, String digits) {
        if (!digits.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "'" + shown(whole) + "' has no port number after the colon.");
        }
        var port = Integer.parseInt(digits);
        requirePort(port);
        return port;
    }

    @Override
    public String toString() {
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return port == 0 ? shown : shown + ":" + port;
    }
}
