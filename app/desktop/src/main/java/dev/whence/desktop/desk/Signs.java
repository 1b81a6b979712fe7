package dev.whence.desktop.desk;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How several signs become one.
public final class Signs {
    /// What is shown first where several stand together. What is not known outweighs what is well:
    /// unknown is not green.
    private static final List<Sign> WORST_FIRST =
            List.of(
                    Sign.BROKEN,
                    Sign.LOOKING,
                    Sign.LOOK,
                    Sign.WAITING,
                    Sign.UNKNOWN,
                    Sign.WELL,
                    Sign.NOTED,
                    Sign.NOT_HERE);

    private Signs() {}

    /// The sign for several together; nothing at all is neither good nor bad.
    public static Sign worst(Stream<Sign> signs) {
        Set<Sign> all = signs.collect(Collectors.toSet());
        return WORST_FIRST.stream().filter(all::contains).findFirst().orElse(Sign.NOTED);
    }
}
