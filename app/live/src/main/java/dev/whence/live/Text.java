package dev.whence.live;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Short, printable forms of what the wire said.
final class Text {
    private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");
    private static final int SHORT = 200;

    private Text() {}

    /// The bytes as one short printable line.
    static String printable(byte[] said) {
        return printable(new String(said, StandardCharsets.ISO_8859_1));
    }

    /// The text as one short printable line.
    static String printable(String said) {
        var clean = said.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return clean.length() <= SHORT ? clean : clean.substring(0, SHORT) + "…";
    }

    /// What an exception says, short and printable; its kind where it says nothing.
    static String of(Throwable e) {
        var said = e.getMessage();
        return said == null ? e.getClass().getSimpleName() : printable(said);
    }

    /// An address as RFC 5952 writes it.
    static String of(InetAddress address) {
        var plain = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return plain;
        }
        var zeros = ZEROS.matcher(plain).results().toList();
        if (zeros.isEmpty()) {
            return plain;
        }
        var longest = zeros.getFirst();
        for (var run : zeros) {
            longest = run.group().length() > longest.group().length() ? run : longest;
        }
        return plain.substring(0, longest.start()) + "::" + plain.substring(longest.end());
    }
}
