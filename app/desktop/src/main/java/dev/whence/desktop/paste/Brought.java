package dev.whence.desktop.paste;

import dev.whence.engine.model.Observation;
import dev.whence.knowledge.pasted.Explained;
import dev.whence.knowledge.pasted.Intake;
import dev.whence.knowledge.pasted.Pasted;
import dev.whence.knowledge.pasted.Piece;

import java.util.List;
import java.util.Optional;

/// One thing that a person brought, and how far its reading is.
///
/// @param id its number in this window, from 1
/// @param name a file's name; empty for a text
/// @param said what the person says that it is; empty where they leave that to Whence
public record Brought(int id, String name, Optional<Pasted> said, State state) {
    /// How far it is.
    public sealed interface State {
        /// It is being taken in.
        ///
        /// @param of how many bytes there are
        record Coming(long read, long of) implements State {}

        /// It was taken in and is being read.
        record Reading(Intake text) implements State {}

        /// It was read.
        ///
        /// @param kinds what it was taken for; empty where it looks like nothing known
        /// @param seen empty where nothing was read from it
        record Read(Intake text, List<Pasted> kinds, List<Observation> seen) implements State {
            public Read {
                kinds = List.copyOf(kinds);
                seen = List.copyOf(seen);
            }
        }

        /// Nothing came of it.
        ///
        /// @param why one sentence
        record Failed(String why) implements State {}
    }

    /// What there is to read; empty until it was taken in, and where that failed.
    Optional<Intake> text() {
        return switch (state) {
            case State.Coming _, State.Failed _ -> Optional.empty();
            case State.Reading(var text) -> Optional.of(text);
            case State.Read(var text, _, _) -> Optional.of(text);
        };
    }

    Optional<Piece> piece() {
        return text().map(text -> new Piece(said, text.text()));
    }

    Brought as(State now) {
        return new Brought(id, name, said, now);
    }

    Brought said(Optional<Pasted> kind) {
        return new Brought(id, name, kind, state);
    }

    Brought told(Explained.Told told) {
        return text().map(text -> as(new State.Read(text, told.kinds(), told.seen()))).orElse(this);
    }
}
