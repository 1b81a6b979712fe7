package dev.whence.live;

import dev.whence.engine.world.Fetched;
import dev.whence.engine.world.Fetched.Phase;
import dev.whence.engine.world.Fetched.Reason;
import dev.whence.engine.world.Headers;
import dev.whence.engine.world.TlsSession;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// An open connection on which one exchange takes place, and how answers are made of what happens
/// there.
record Channel(
        InputStream in, OutputStream out, Optional<TlsSession> tls, Phases phases, Watch watch) {

    Fetched answered(int status, String protocol, Headers headers, Body body) {
        return new Fetched.Answered(
                status,
                protocol,
                headers,
                body.text(),
                body.cut(),
                body.flaw(),
                tls,
                phases.timing());
    }

    Fetched noAnswer(Phase phase, Reason reason, String detail) {
        return new Fetched.NoAnswer(phase, reason, detail, phases.timing());
    }

    /// The peer closed the connection.
    Fetched closed(Phase phase) {
        return refusedForWantOfACertificate(phase)
                ? noAnswer(Phase.TLS, Reason.TLS_REFUSED, TlsGreeter.CERTIFICATE_REQUIRED)
                : noAnswer(phase, Reason.CLOSED, "");
    }

    /// The connection failed while it was in use.
    Fetched broke(Phase phase, IOException e) throws InterruptedException {
        Interrupts.check();
        if (watch.fired()) {
            return noAnswer(phase, Reason.TOO_SLOW, "");
        }
        var alert = TlsGreeter.alert(e);
        if (alert != null) {
            return noAnswer(Phase.TLS, Reason.TLS_REFUSED, alert);
        }
        return refusedForWantOfACertificate(phase)
                ? noAnswer(Phase.TLS, Reason.TLS_REFUSED, TlsGreeter.CERTIFICATE_REQUIRED)
                : noAnswer(phase, Reason.RESET, Text.of(e));
    }

    /// In TLS 1.3 a peer that wants a certificate refuses only after the handshake (facts §L); a
    /// reset may outrun its alert.
    private boolean refusedForWantOfACertificate(Phase phase) {
        return phase == Phase.FIRST_BYTE
                && tls.filter(TlsSession::wantsClientCertificate)
                        .filter(session -> session.protocol().equals("TLSv1.3"))
                        .isPresent();
    }
}
