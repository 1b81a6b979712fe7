package dev.whence.knowledge.pasted;

import java.util.regex.Pattern;

/// Short ways to say how much a text looks like a kind.
final class Looks {
    private Looks() {}

    /// The first of the three that is found in the text.
    static Likeness of(String text, Pattern unmistakable, Pattern like, Pattern perhaps) {
        if (unmistakable.matcher(text).find()) {
            return Likeness.UNMISTAKABLE;
        }
        if (like.matcher(text).find()) {
            return Likeness.LIKE;
        }
        return perhaps.matcher(text).find() ? Likeness.PERHAPS : Likeness.UNLIKE;
    }
}
