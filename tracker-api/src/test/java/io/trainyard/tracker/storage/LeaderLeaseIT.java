package io.trainyard.tracker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.storage.LeaderLease.LeadershipLostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderLeaseIT {
    private final TestTracker tracker = new TestTracker();
    private final LeaderLease first = new LeaderLease(tracker.database);
    private final LeaderLease second = new LeaderLease(tracker.database);

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void oneOfTwoHoldsTheLeaseUntilItResigns() {
        assertThat(first.holds()).isTrue();
        assertThat(second.holds()).isFalse();
        assertThat(first.holds()).isTrue();

        first.resign();

        assertThat(second.holds()).isTrue();
        assertThat(first.holds()).isFalse();
    }

    @Test
    void holderWhoseLeaseHasRunOutMayWriteNothing() {
        first.holds();
        runOut();

        assertThatThrownBy(() -> write(first)).isInstanceOf(LeadershipLostException.class);
    }

    @Test
    void formerHolderMayWriteNothingAlthoughItBelievesToLead() {
        first.holds();
        runOut();
        assertThat(second.holds()).isTrue();

        assertThat(first.holds()).as("it has asked a moment ago").isTrue();
        assertThatThrownBy(() -> write(first)).isInstanceOf(LeadershipLostException.class);
        write(second);
        assertThat(tracker.text("SELECT token FROM leader")).isEqualTo("2");
    }

    @Test
    void dispatchGoesOnWhileRoundsGoWell() {
        assertThat(tracker.database.read(LeaderLease::goesOn)).isTrue();

        tracker.database.beside(tx -> tx.update("UPDATE leader SET round_at = now() - interval '1 minute'"));

        assertThat(tracker.database.read(LeaderLease::goesOn)).isFalse();
    }

    @Test
    void writerThatFallsSilentHoldsUpTheOthersOnlyForAMoment() {
        CountDownLatch silent = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Integer> paused = CompletableFuture.supplyAsync(() -> tracker.database.inTransaction(tx -> {
            silent.countDown();
            awaitUninterruptibly(release);
            return tx.update("UPDATE leader SET round_at = now()");
        }));
        awaitUninterruptibly(silent);

        // Waits until the server has ended the silent transaction.
        tracker.newRun();

        release.countDown();
        assertThatThrownBy(paused::join)
                .hasCauseInstanceOf(StorageException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.isOutage()).isTrue());
    }

    private void runOut() {
        tracker.database.beside(tx -> tx.update("UPDATE leader SET lease_until = now()"));
    }

    private void write(LeaderLease lease) {
        tracker.database.inTransaction(tx -> {
            lease.require(tx);
            return tx.update("UPDATE leader SET round_at = now()");
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
