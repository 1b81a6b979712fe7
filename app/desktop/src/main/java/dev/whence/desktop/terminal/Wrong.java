package dev.whence.desktop.terminal;

/// Something that the user gave cannot be used. Its message is one line that says what to do.
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
        super(message, null, false, false);
    }
}
