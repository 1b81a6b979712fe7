package dev.whence.desktop.terminal;

import dev.whence.engine.model.Place;
import dev.whence.engine.verdict.Verdict;

/// What the program says to the shell when it ends. The numbers are public and stable.
enum Exit {
    NOTHING_WRONG_NOW(0),
    FAULT_OF_WHENCE(1),
    WRONG_USAGE(2),
    ORIGIN(10),
    EDGE(11),
    TUNNEL(12),
    CLIENT(13),
    NOT_SURE(20),
    NOT_THIS_FAULT(30);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Exit of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Located(var root, _, _) -> at(root.place());
            case Verdict.Placed(var place, _, _, _, _) -> at(place);
            case Verdict.Torn _, Verdict.Inconclusive _ -> NOT_SURE;
            case Verdict.NothingWrongNow _ -> NOTHING_WRONG_NOW;
            case Verdict.NotThisFault _ -> NOT_THIS_FAULT;
        };
    }

    private static Exit at(Place place) {
        return switch (place) {
            case ORIGIN -> ORIGIN;
            case EDGE -> EDGE;
            case TUNNEL -> TUNNEL;
            case CLIENT -> CLIENT;
        };
    }
}
