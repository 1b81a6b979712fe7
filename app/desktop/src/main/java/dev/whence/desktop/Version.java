package dev.whence.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which Whence this is.
public final class Version {
    /// The version, as the build wrote it down.
    public static final String NUMBER = read();

    private Version() {}

    private static String read() {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing.");
            }
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
