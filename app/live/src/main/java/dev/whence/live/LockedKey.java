package dev.whence.live;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A private key that asks for its passphrase only when a server has said that it would take the
/// key.
///
/// The library asks for all of them before it offers the first, and gives up at the first that
/// stays shut.
final class LockedKey implements Identity {
    private final Identity key;
    private final KeyOpener opener;

    LockedKey(Identity key, KeyOpener opener) {
        this.key = key;
        this.opener = opener;
    }

    @Override
    public byte @Nullable [] getSignature(byte[] data, String algorithm) {
        return open() ? key.getSignature(data, algorithm) : null;
    }

    @Override
    public byte @Nullable [] getSignature(byte[] data) {
        return open() ? key.getSignature(data) : null;
    }

    private boolean open() {
        if (!key.isEncrypted()) {
            return true;
        }
        var passphrase = opener.passphrase(key.getName());
        if (passphrase.isEmpty()) {
            return false;
        }
        var bytes = passphrase.get().reveal().getBytes(StandardCharsets.UTF_8);
        try {
            return key.setPassphrase(bytes);
        } catch (JSchException _) {
            return false;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean setPassphrase(byte @Nullable [] passphrase) {
        return true;
    }

    @Override
    public byte @Nullable [] getPublicKeyBlob() {
        return key.getPublicKeyBlob();
    }

    @Override
    public String getAlgName() {
        return key.getAlgName();
    }

    @Override
    public String getName() {
        return key.getName();
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public void clear() {
        key.clear();
    }
}
