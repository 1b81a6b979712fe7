package dev.whence.hosts;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

import java.util.Optional;

/// Brings the hosts up before the first test that needs them, breaks what a test's [Fault] names,
/// heals it, and takes the hosts down after the last one. A laboratory that was up already stays
/// up.
///
/// Where the machine cannot run it, the tests are aborted with the reasons, or fail where
/// LAB_REQUIRED is set.
final class Laboratory implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(Laboratory.class);

    private static final String NOT_RUN = "THE LABORATORY DID NOT RUN: ";

    /// The hosts, for as long as the whole run lasts.
    private record Up(Optional<String> unable, boolean ours) implements AutoCloseable {
        static Up now() {
            var unable = Hosts.unable();
            // Maven tells that tests were skipped, and not why.
            unable.ifPresent(why -> System.err.println(NOT_RUN + why));
            if (unable.isPresent() || Hosts.areUp()) {
                return new Up(unable, false);
            }
            Hosts.up();
            return new Up(unable, true);
        }

        @Override
        public void close() {
            if (ours) {
                Hosts.down();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var up =
                context.getRoot().getStore(OURS).computeIfAbsent(Up.class, _ -> Up.now(), Up.class);
        up.unable()
                .ifPresent(
                        why -> {
                            var reason = NOT_RUN + why;
                            if (System.getenv("LAB_REQUIRED") != null) {
                                throw new AssertionError(reason);
                            }
                            throw new TestAbortedException(reason);
                        });
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        fault(context).ifPresent(Hosts::breakBy);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        fault(context).ifPresent(Hosts::heal);
    }

    private static Optional<String> fault(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> method.getAnnotation(Fault.class))
                .map(Fault::value);
    }
}
