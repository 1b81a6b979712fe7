package dev.whence.desktop.endtoend;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Sees to it that the machine has what the suite starts. Where something is missing the tests are
/// aborted with the reason, or fail where END_TO_END_REQUIRED is set.
final class Needs implements BeforeAllCallback {
    private static final List<String> FOLDERS =
            List.of("/usr/local/sbin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private static final Optional<String> MISSING = missing();

    @Override
    public void beforeAll(ExtensionContext context) {
        MISSING.ifPresent(
                what -> {
                    var reason = "THE END-TO-END TESTS DID NOT RUN: " + what;
                    if (System.getenv("END_TO_END_REQUIRED") != null) {
                        throw new AssertionError(reason);
                    }
                    throw new TestAbortedException(reason);
                });
    }

    /// Where a program stands.
    static String program(String name) {
        return found(name).orElseThrow(() -> new AssertionError("There is no " + name + "."));
    }

    private static Optional<String> missing() {
        for (var name : List.of("nginx", "sshd", "ssh-keygen", "openssl", "unshare", "setpriv")) {
            if (found(name).isEmpty()) {
                return Optional.of("THERE IS NO " + name + " ON THIS MACHINE.");
            }
        }
        if (!Files.isExecutable(Whence.SCRIPT)) {
            return Optional.of(
                    "THERE IS NO " + Whence.SCRIPT + "; RUN mvn package -DskipTests FIRST.");
        }
        return Program.succeeds(Namespace.entering("mount -t tmpfs none /run"))
                ? Optional.empty()
                : Optional.of("MOUNT NAMESPACES NEED ROOT, OR THIS MACHINE ALLOWS NONE.");
    }

    private static Optional<String> found(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
