package dev.whence.live;

import java.util.SortedSet;

/// What was touched so far, for a person who wants to know what this program does.
///
/// @param hosts every host that was connected to or logged in to, as it was asked for
/// @param lookUps questions to DNS
/// @param connections dials, greetings and requests
/// @param commands commands run over SSH
/// @param bytes received over all connections
public record Touched(
        SortedSet<String> hosts, long lookUps, long connections, long commands, long bytes) {}
