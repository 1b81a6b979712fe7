package dev.whence.knowledge.pasted;

import java.util.List;
import java.util.Optional;

/// Everything that a person brings about one failure.
///
/// @param id the person's own name for it; may be empty
/// @param codes the error codes that visitors see; may be empty
/// @param cloudflare whether requests pass Cloudflare's edge; empty where the person does not say
public record Case(
        String id, List<Integer> codes, Optional<Boolean> cloudflare, List<Piece> evidence) {
    public Case {
        codes = List.copyOf(codes);
        evidence = List.copyOf(evidence);
    }

    /// Texts alone.
    public static Case of(List<Piece> evidence) {
        return new Case("", List.of(), Optional.empty(), evidence);
    }
}
