package dev.whence.lab;

import java.time.Duration;

/// How long a tape lets a question wait for its answer.
public interface Pace {
    /// Every answer comes at once.
    Pace AT_ONCE = _ -> Duration.ZERO;

    /// The wait before an answer that took so long when it was recorded; zero where nothing was
    /// recorded.
    Duration before(Duration recorded);

    /// Every answer takes the same time.
    static Pace even(Duration each) {
        return _ -> each;
    }

    /// As long as it took when it was recorded, within limits, so that practice looks alive and
    /// bores nobody.
    static Pace asRecorded(Duration least, Duration most) {
        return recorded ->
                recorded.compareTo(least) < 0
                        ? least
                        : recorded.compareTo(most) > 0 ? most : recorded;
    }
}
