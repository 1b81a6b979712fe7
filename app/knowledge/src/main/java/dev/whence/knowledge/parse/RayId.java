package dev.whence.knowledge.parse;

import dev.whence.engine.world.Headers;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name that Cloudflare gives to one request: proof that it came through the proxy (facts
/// §I.1).
///
/// @param id 16 hexadecimal digits, lower case
/// @param colo the data centre's three letters; may be empty
public record RayId(String id, String colo) {
    /// Data centres are seen as `MAD` and, with a part of one, as `SJC-PIG`.
    private static final Pattern RAY =
            Pattern.compile("(?i)([0-9a-f]{16})(?:-([a-z]{3})(?:[-0-9][a-z0-9-]{0,20})?)?");

    /// Reads the header's value, or what a user copied from a page.
    public static Optional<RayId> read(String text) {
        var ray = RAY.matcher(text.strip());
        if (!ray.matches()) {
            return Optional.empty();
        }
        var colo = Optional.ofNullable(ray.group(2)).orElse("");
        return Optional.of(
                new RayId(ray.group(1).toLowerCase(Locale.ROOT), colo.toUpperCase(Locale.ROOT)));
    }

    /// The Ray ID of an answer; empty where it did not come through the proxy.
    public static Optional<RayId> of(Headers headers) {
        return headers.all("cf-ray").flatMap(value -> read(value).stream()).findFirst();
    }
}
