package dev.whence.live;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;

import dev.whence.engine.world.Deadline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.Stream;

/// The keys to log in with, in the order to offer them: those the user named, the agent's, the
/// configured ones, the default ones.
final class SshKeys implements IdentityRepository {
    private static final Duration AGENT_PATIENCE = Duration.ofSeconds(2);
    private static final List<String> DEFAULTS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    /// The library wants this very class.
    @SuppressWarnings("JdkObsolete")
    private final Vector<Identity> identities;

    @SuppressWarnings("JdkObsolete")
    private SshKeys(List<Identity> identities) {
        this.identities = new Vector<>(identities);
    }

    static SshKeys forRoute(SshRoute route, LiveSettings settings, KeyOpener opener)
            throws InterruptedException {
        var named = files(settings.sshKeys(), opener);
        var configured = files(route.keys(), opener);
        var agent = route.onlyTheseKeys() ? List.<Identity>of() : agents(settings.agent());
        var wantsDefaults = settings.sshKeys().isEmpty() && route.keys().isEmpty();
        var defaults =
                wantsDefaults ? files(defaults(settings.home()), opener) : List.<Identity>of();
        return new SshKeys(
                Stream.of(named, agent, configured, defaults).flatMap(List::stream).toList());
    }

    /// How many keys there are to offer.
    int count() {
        return identities.size();
    }

    private static List<Path> defaults(Path home) {
        return DEFAULTS.stream().map(name -> home.resolve(".ssh").resolve(name)).toList();
    }

    private static List<Identity> files(List<Path> files, KeyOpener opener) {
        return files.stream()
                .distinct()
                .filter(Files::isReadable)
                .flatMap(SshKeys::read)
                .map(key -> (Identity) new LockedKey(key, opener))
                .toList();
    }

    /// A file that is no private key is passed over, as ssh does.
    private static Stream<Identity> read(Path file) {
        try {
            var jsch = new JSch();
            jsch.addIdentity(file.toString());
            return jsch.getIdentityRepository().getIdentities().stream();
        } catch (JSchException _) {
            return Stream.empty();
        }
    }

    private static List<Identity> agents(Optional<Path> socket) throws InterruptedException {
        if (socket.isEmpty()) {
            return List.of();
        }
        var coming = Interrupts.apart("ssh-agent", () -> asked(socket.get()));
        return Interrupts.await(coming, Deadline.in(AGENT_PATIENCE)).orElse(List.of());
    }

    private static List<Identity> asked(Path socket) {
        try {
            return List.copyOf(
                    new AgentIdentityRepository(new SSHAgentConnector(socket)).getIdentities());
        } catch (AgentProxyException | RuntimeException _) {
            return List.of();
        }
    }

    @Override
    public Vector<Identity> getIdentities() {
        return identities;
    }

    @Override
    public String getName() {
        return "keys";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {}
}
