package dev.whence.knowledge.pasted;

import java.util.Optional;

/// One text as a person brought it.
///
/// @param said what the person says that it is; the text itself wins where it is unmistakable
public record Piece(Optional<Pasted> said, String text) {
    /// A text of which nobody says what it is.
    public static Piece of(String text) {
        return new Piece(Optional.empty(), text);
    }
}
