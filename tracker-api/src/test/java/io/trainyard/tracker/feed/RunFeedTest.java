package io.trainyard.tracker.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.storage.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunFeedTest {
    private static final Committed CHANGED = new Committed(1, Set.of(new RunId("00000000000000r1")), false);

    private final RunFeed feed = new RunFeed();
    private final List<Committed> heard = new ArrayList<>();

    @Test
    void listenerHearsUntilItEnds() {
        RunFeed.Subscription subscription = feed.subscribe(heard::add);
        feed.changed(CHANGED);
        subscription.close();
        feed.changed(CHANGED);

        assertThat(heard).containsExactly(CHANGED);
    }

    @Test
    void commitThatNobodySeesIsNotTold() {
        feed.subscribe(heard::add);

        feed.changed(new Committed(2, Set.of(), false));

        assertThat(heard).isEmpty();
    }

    @Test
    void failingListenerDoesNotSilenceTheOthers() {
        feed.subscribe(committed -> {
            throw new IllegalStateException("a defect");
        });
        feed.subscribe(heard::add);

        feed.changed(CHANGED);

        assertThat(heard).hasSize(1);
    }
}
