package dev.whence.live;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;

import dev.whence.engine.world.Secret;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// Asks the person at the desk on behalf of one login. The login's clock stands still meanwhile.
final class Person implements UserInfo, UIKeyboardInteractive, KeyOpener {
    private final Secrets secrets;
    private final String login;
    private final Watch watch;
    private Optional<Secret> password = Optional.empty();
    private boolean asked;

    Person(Secrets secrets, String login, Watch watch) {
        this.secrets = secrets;
        this.login = login;
        this.watch = watch;
    }

    private interface Question {
        Optional<Secret> ask() throws InterruptedException;
    }

    @Override
    public Optional<Secret> passphrase(String keyFile) {
        return answer(() -> secrets.passphrase(keyFile));
    }

    private Optional<Secret> answer(Question question) {
        var start = System.nanoTime();
        watch.pause();
        try {
            return question.ask();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            watch.resume(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /// Asks once a login: what was refused will be refused again.
    @Override
    public boolean promptPassword(String message) {
        if (asked) {
            return false;
        }
        asked = true;
        password = answer(() -> secrets.password(login));
        return password.isPresent();
    }

    @Override
    public @Nullable String getPassword() {
        return password.map(Secret::reveal).orElse(null);
    }

    /// Serves the one hidden prompt of a password; more than that is for a person at a terminal.
    @Override
    public String @Nullable [] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        if (prompts.length == 0) {
            return new String[0];
        }
        var hidden = prompts.length == 1 && !echo[0];
        return hidden && promptPassword(prompts[0])
                ? new String[] {password.orElseThrow().reveal()}
                : null;
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {}
}
