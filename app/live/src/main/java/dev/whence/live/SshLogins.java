package dev.whence.live;

import dev.whence.engine.world.Deadline;
import dev.whence.engine.world.Ran.LoginTrouble;
import dev.whence.live.SshLogin.Outcome;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// One login for each target, tried once and shared: thirty commands do not try thirty failing
/// logins.
final class SshLogins implements AutoCloseable {
    private static final int MOST_JUMPS = 5;
    private static final int MOST_RETURNS = 2;

    private final LiveSettings settings;
    private final TcpDialler dialler;
    private final Duration patience;
    private final ConcurrentMap<SshTarget, CompletableFuture<Outcome>> logins =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<SshTarget, Integer> returns = new ConcurrentHashMap<>();
    private final ConcurrentMap<Thread, Boolean> threads = new ConcurrentHashMap<>();

    /// @param patience how long one login may take, the time that persons think left out
    SshLogins(LiveSettings settings, TcpDialler dialler, Duration patience) {
        this.settings = settings;
        this.dialler = dialler;
        this.patience = patience;
    }

    /// The outcome of the login; empty where it has not ended by the deadline. It goes on then.
    Optional<Outcome> to(SshTarget target, Deadline by) throws InterruptedException {
        return Interrupts.await(login(target), by);
    }

    private CompletableFuture<Outcome> login(SshTarget target) {
        return logins.compute(
                target,
                (_, before) -> before == null || lost(target, before) ? begun(target) : before);
    }

    /// A session that was there and ended may come back, a few times.
    private boolean lost(SshTarget target, CompletableFuture<Outcome> before) {
        var ended =
                before.isDone()
                        && before.getNow(null) instanceof Outcome.In(var session, _)
                        && !session.isConnected();
        return ended && returns.merge(target, 1, Integer::sum) <= MOST_RETURNS;
    }

    private CompletableFuture<Outcome> begun(SshTarget target) {
        var coming = new CompletableFuture<Outcome>();
        var thread =
                Thread.ofVirtual()
                        .name("login " + target.host())
                        .unstarted(() -> finish(target, coming));
        threads.put(thread, true);
        thread.start();
        return coming;
    }

    private void finish(SshTarget target, CompletableFuture<Outcome> coming) {
        try {
            var outcome = outcome(target, coming::complete);
            if (!coming.complete(outcome) && outcome instanceof Outcome.In(var session, _)) {
                session.close();
            }
        } catch (InterruptedException _) {
            coming.complete(new Outcome.Out(LoginTrouble.BROKEN, "the login was given up"));
        } catch (RuntimeException e) {
            coming.completeExceptionally(e);
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private Outcome outcome(SshTarget target, SshLogin.Late late) throws InterruptedException {
        final SshRoute route;
        final List<String> via;
        try {
            route = SshConfigFile.read(settings.sshConfig(), settings.home()).route(target);
            via = route.via();
        } catch (IllegalArgumentException e) {
            return new Outcome.Out(LoginTrouble.UNREACHABLE, Text.of(e));
        }
        var login = new SshLogin(settings, dialler, route, patience);
        if (via.isEmpty()) {
            return login.direct(late);
        }
        return via.size() > MOST_JUMPS
                ? new Outcome.Out(
                        LoginTrouble.UNREACHABLE, "more than " + MOST_JUMPS + " jump hosts")
                : overJump(via, login, late);
    }

    private Outcome overJump(List<String> via, SshLogin login, SshLogin.Late late)
            throws InterruptedException {
        final SshTarget jump;
        try {
            jump = SshTarget.lastOf(via);
        } catch (IllegalArgumentException e) {
            return new Outcome.Out(LoginTrouble.UNREACHABLE, "jump host: " + Text.of(e));
        }
        var outcome = to(jump, Deadline.in(patience.multipliedBy(2)));
        return switch (outcome.orElse(new Outcome.Out(LoginTrouble.TOO_SLOW, "no login yet"))) {
            case Outcome.In(var session, _) -> login.over(session, late);
            case Outcome.Out(var trouble, var why) ->
                    new Outcome.Out(trouble, "jump host " + jump.host() + ": " + why);
        };
    }

    @Override
    public void close() {
        threads.keySet().forEach(Thread::interrupt);
        sessions().forEach(SshSession::close);
    }

    private Stream<SshSession> sessions() {
        return logins.values().stream()
                .filter(login -> login.isDone() && !login.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(Outcome.In.class::isInstance)
                .map(login -> ((Outcome.In) login).session());
    }
}
