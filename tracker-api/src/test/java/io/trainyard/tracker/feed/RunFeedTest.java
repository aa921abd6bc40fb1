package io.trainyard.tracker.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.storage.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunFeedTest {
    private static final Committed CHANGED = new Committed(1, Set.of(new RunId("00000000000000r1")), false, false);

    private final RunFeed feed = new RunFeed();
    private final AtomicInteger heard = new AtomicInteger();

    @Test
    void listenerHearsUntilItEnds() {
        RunFeed.Subscription subscription = feed.subscribe(runs -> heard.incrementAndGet());
        feed.changed(CHANGED);
        subscription.close();
        feed.changed(CHANGED);

        assertThat(heard).hasValue(1);
    }

    @Test
    void commitThatNobodySeesIsNotTold() {
        feed.subscribe(runs -> heard.incrementAndGet());

        feed.changed(new Committed(2, Set.of(), false, false));

        assertThat(heard).hasValue(0);
    }

    @Test
    void signOfLifeOfAWorkerIsNotTakenForAChangeOfRuns() {
        List<Boolean> told = new ArrayList<>();
        feed.subscribe(told::add);

        feed.changed(new Committed(2, Set.of(), true, false));
        feed.changed(CHANGED);

        assertThat(told).containsExactly(false, true);
    }

    @Test
    void failingListenerDoesNotSilenceTheOthers() {
        feed.subscribe(runs -> {
            throw new IllegalStateException("a defect");
        });
        feed.subscribe(runs -> heard.incrementAndGet());

        feed.changed(CHANGED);

        assertThat(heard).hasValue(1);
    }
}
