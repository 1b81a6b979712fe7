package dev.whence.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

class FxFeedTest {
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final List<Integer> shown = new ArrayList<>();

    @Test
    void showsOnlyTheNewestOfManyValues() {
        var feed = new FxFeed<Integer>(turns::add, shown::add);
        for (var i = 0; i < 200_000; i++) {
            feed.accept(i);
        }
        assertThat(turns).hasSize(1);
        turns.remove().run();
        assertThat(shown).containsExactly(199_999);
    }

    @Test
    void takesATurnForEachValueThatComesAfterTheLastWasShown() {
        var feed = new FxFeed<Integer>(turns::add, shown::add);
        feed.accept(1);
        turns.remove().run();
        feed.accept(2);
        turns.remove().run();
        assertThat(shown).containsExactly(1, 2);
        assertThat(turns).isEmpty();
    }
}
