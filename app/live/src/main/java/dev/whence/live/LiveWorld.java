package dev.whence.live;

import dev.whence.engine.world.Answer;
import dev.whence.engine.world.Ask;
import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.World;

import java.time.Duration;

/// The real world: DNS, TCP, TLS, HTTP and SSH.
///
/// Every question ends at its deadline or within a moment of an interrupt. Nothing is asked twice.
public final class LiveWorld implements World, AutoCloseable {
    static {
        // A name that was mended a moment ago must not be answered from a cache (facts §I.4, §L).
        java.security.Security.setProperty("networkaddress.cache.ttl", "0");
        java.security.Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(8);

    private final Counts counts = new Counts();
    private final Politeness politeness = new Politeness();
    private final DnsAsker dns = new DnsAsker();
    private final TcpDialler dialler;
    private final TlsGreeter greeter;
    private final HttpFetcher fetcher;
    private final SshRunner runner;

    /// @throws IllegalArgumentException with a sentence for the user where a file in the settings
    ///   cannot be used
    public LiveWorld(LiveSettings settings) {
        dialler = new TcpDialler(new Names(dns), counts.bytes());
        greeter = new TlsGreeter(dialler, Roots.with(settings.furtherRoots()));
        fetcher = new HttpFetcher(dialler, greeter);
        runner = new SshRunner(new SshLogins(settings, dialler, LOGIN_PATIENCE));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Answer> R ask(Ask<R> question, Deadline by) throws InterruptedException {
        return (R) Interrupts.onVirtualThread(() -> answer(question, by));
    }

    /// What was touched so far.
    public Touched touched() {
        return counts.now();
    }

    private Answer answer(Ask<?> question, Deadline by) throws InterruptedException {
        return switch (question) {
            case Ask.Resolve(var name, var type, var via) -> {
                counts.lookUp();
                yield dns.ask(name, type, via, by);
            }
            case Ask.Dial(var to) -> politely(to.host(), by, () -> dialler.dial(to, by));
            case Ask.Greet(var to, var sni) ->
                    politely(to.host(), by, () -> greeter.greet(to, sni, by));
            case Ask.Fetch fetch ->
                    politely(HttpFetcher.address(fetch).host(), by, () -> fetcher.fetch(fetch, by));
            case Ask.Run(var command) -> {
                counts.command(command.host().name());
                yield runner.run(command, by);
            }
        };
    }

    private interface Asking {
        Answer answer() throws InterruptedException;
    }

    private Answer politely(String host, Deadline by, Asking asking) throws InterruptedException {
        counts.connection(host);
        try (var _ = politeness.take(host, by)) {
            return asking.answer();
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
