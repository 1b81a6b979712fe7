package dev.whence.desktop.shell;

import dev.whence.desktop.desk.Sign;

/// Something that the user should hear once.
public record Notice(Sign sign, String says) {}
