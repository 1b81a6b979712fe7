package dev.whence.live;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;

import org.apache.sshd.common.config.keys.PublicKeyEntry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// Makes keys for SSH tests.
final class TestKeys {
    private TestKeys() {}

    static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A key of a person who logs in.
    static com.jcraft.jsch.KeyPair client() {
        try {
            return com.jcraft.jsch.KeyPair.genKeyPair(
                    new JSch(), com.jcraft.jsch.KeyPair.ECDSA, 256);
        } catch (JSchException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public half as the server wants it.
    static PublicKey publicKey(com.jcraft.jsch.KeyPair client) {
        try {
            var blob = Base64.getEncoder().encodeToString(client.getPublicKeyBlob());
            return PublicKeyEntry.parsePublicKeyEntry("ecdsa-sha2-nistp256 " + blob)
                    .resolvePublicKey(null, Map.of(), null);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes a private key in OpenSSH's own format, with its public key beside it.
    static Path write(Path file, com.jcraft.jsch.KeyPair client, String passphrase) {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                client.writeOpenSSHv1PrivateKey(
                        out,
                        passphrase == null ? null : passphrase.getBytes(StandardCharsets.UTF_8));
            }
            client.writePublicKey(file + ".pub", "test");
            return file;
        } catch (IOException | JSchException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public key as known_hosts carries it.
    static String base64(KeyPair keys) {
        return Base64.getEncoder().encodeToString(blob(keys));
    }

    static byte[] blob(KeyPair keys) {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var q = new byte[65];
        q[0] = 4;
        copy(point.getAffineX().toByteArray(), q, 33);
        copy(point.getAffineY().toByteArray(), q, 65);
        var buffer = ByteBuffer.allocate(3 * 4 + 19 + 8 + 65);
        put(buffer, "ecdsa-sha2-nistp256".getBytes(StandardCharsets.US_ASCII));
        put(buffer, "nistp256".getBytes(StandardCharsets.US_ASCII));
        put(buffer, q);
        return buffer.array();
    }

    private static void copy(byte[] number, byte[] into, int end) {
        var digits =
                number.length > 32
                        ? Arrays.copyOfRange(number, number.length - 32, number.length)
                        : number;
        System.arraycopy(digits, 0, into, end - digits.length, digits.length);
    }

    private static void put(ByteBuffer buffer, byte[] part) {
        buffer.putInt(part.length);
        buffer.put(part);
    }
}
