package dev.whence.desktop.shell;

import java.util.concurrent.CompletableFuture;

/// A question to the user about a host that was never seen before; the run waits for its answer.
public record HostKeyQuestion(String host, String fingerprint, CompletableFuture<Boolean> answer) {}
