package dev.whence.engine.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the user says that visitors see.
///
/// @param codes the error codes that were seen, such as 502 or 1033; may be empty
/// @param since when it began, where known
/// @param ray the id of one failing request, where known
/// @param changed what was changed before it began, in the user's words; may be empty
public record Symptoms(
        List<Integer> codes, Optional<Instant> since, Optional<String> ray, String changed) {
    /// Nothing was told.
    public static final Symptoms NONE =
            new Symptoms(List.of(), Optional.empty(), Optional.empty(), "");

    public Symptoms {
        codes = List.copyOf(codes);
    }
}
