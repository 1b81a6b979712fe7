package dev.whence.live;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;

import dev.whence.engine.world.Ran.LoginTrouble;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/// Decides for one login whether the host is who it should be. A changed or revoked key is refused
/// always; of an unknown one a person decides.
final class HostKeys implements HostKeyRepository {
    private final KnownHosts known;
    private final String knownAs;
    private final HostKeyQuestion question;
    private final Watch watch;
    private volatile Optional<Refusal> refusal = Optional.empty();

    /// Why the host's key was not taken.
    record Refusal(LoginTrouble trouble, String why) {}

    HostKeys(KnownHosts known, String knownAs, HostKeyQuestion question, Watch watch) {
        this.known = known;
        this.knownAs = knownAs;
        this.question = question;
        this.watch = watch;
    }

    /// Why the key was not taken; empty where it was, or none was shown.
    Optional<Refusal> refusal() {
        return refusal;
    }

    @Override
    public int check(String host, byte[] key) {
        return switch (known.standing(knownAs, key)) {
            case KNOWN -> OK;
            case CHANGED ->
                    refused(
                            CHANGED,
                            LoginTrouble.HOST_KEY_CHANGED,
                            key,
                            "is not the one in known_hosts");
            case REVOKED ->
                    refused(
                            CHANGED,
                            LoginTrouble.HOST_KEY_CHANGED,
                            key,
                            "is revoked in known_hosts");
            case UNKNOWN ->
                    agreed(key)
                            ? OK
                            : refused(
                                    NOT_INCLUDED,
                                    LoginTrouble.HOST_KEY_UNKNOWN,
                                    key,
                                    "is not in known_hosts");
        };
    }

    private int refused(int result, LoginTrouble trouble, byte[] key, String why) {
        var shown = type(key) + " " + fingerprint(key);
        refusal = Optional.of(new Refusal(trouble, knownAs + ": " + shown + " " + why));
        return result;
    }

    /// The clock of the login stands still while a person thinks.
    private boolean agreed(byte[] key) {
        var start = System.nanoTime();
        watch.pause();
        try {
            if (question.trust(knownAs, type(key), fingerprint(key))) {
                known.add(knownAs, key);
                return true;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // The person agreed; next time the question comes again.
            return true;
        } finally {
            watch.resume(Duration.ofNanos(System.nanoTime() - start));
        }
        return false;
    }

    /// The type that a key's encoding begins with, such as `ssh-ed25519`.
    static String type(byte[] key) {
        var buffer = ByteBuffer.wrap(key);
        var length = key.length < 4 ? 0 : buffer.getInt();
        return length <= 0 || length > buffer.remaining()
                ? "unknown"
                : Text.printable(new String(key, 4, length, StandardCharsets.US_ASCII));
    }

    /// The fingerprint as `ssh-keygen -l` prints it.
    static String fingerprint(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public HostKey[] getHostKey(String host, @Nullable String type) {
        var keys = new ArrayList<HostKey>();
        for (var key : known.keysOf(knownAs)) {
            try {
                keys.add(new HostKey(knownAs, key));
            } catch (JSchException | ArrayIndexOutOfBoundsException _) {
                // A type that cannot be asked for.
            }
        }
        return keys.toArray(HostKey[]::new);
    }

    @Override
    public HostKey[] getHostKey() {
        return getHostKey(knownAs, null);
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "known_hosts";
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String host, String type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new UnsupportedOperationException();
    }
}
