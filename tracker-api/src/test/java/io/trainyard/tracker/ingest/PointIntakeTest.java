package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.RunId;
import io.trainyard.tracker.external.Measured;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class PointIntakeTest {
    private static final RunId RUN = new RunId("00000000000000e1");
    private static final RunId BROKEN = new RunId("00000000000000e2");

    @Test
    void whatWaitsIsBoundedAndGoesTogether() {
        Semaphore turns = new Semaphore(0);
        List<Integer> together = Collections.synchronizedList(new ArrayList<>());
        PointIntake intake = PointIntake.start(batches -> {
            turns.acquireUninterruptibly();
            together.add(batches.size());
            return stored(batches);
        });
        try {
            List<CompletableFuture<Receipt>> taken = new ArrayList<>();
            Optional<CompletionStage<Receipt>> offered = intake.offer(batch(RUN, 1_000));
            while (offered.isPresent()) {
                taken.add(offered.get().toCompletableFuture());
                offered = intake.offer(batch(RUN, 1_000));
            }

            assertThat(taken).hasSizeLessThanOrEqualTo(PointIntake.MAX_WAITING / 1_000 + 20);
            turns.release(1_000);
            for (CompletableFuture<Receipt> receipt : taken)
                assertThat(receipt.join()).isEqualTo(new Receipt.Stored(false));
            assertThat(together).hasSizeLessThan(taken.size() / 2);
            assertThat(intake.offer(batch(RUN, 1_000))).isPresent();
        } finally {
            turns.release(1_000);
            intake.close();
        }
    }

    @Test
    void batchThatCannotBeStoredKeepsNoOtherAway() {
        Semaphore turn = new Semaphore(0);
        PointIntake intake = PointIntake.start(batches -> {
            turn.acquireUninterruptibly();
            if (batches.stream().anyMatch(batch -> batch.run().equals(BROKEN)))
                throw new IllegalStateException("broken");
            return stored(batches);
        });
        try {
            CompletableFuture<Receipt> first =
                    intake.offer(batch(RUN, 1)).orElseThrow().toCompletableFuture();
            CompletableFuture<Receipt> broken =
                    intake.offer(batch(BROKEN, 1)).orElseThrow().toCompletableFuture();
            CompletableFuture<Receipt> last =
                    intake.offer(batch(RUN, 1)).orElseThrow().toCompletableFuture();
            turn.release(10);

            assertThat(first.join()).isEqualTo(new Receipt.Stored(false));
            assertThat(last.join()).isEqualTo(new Receipt.Stored(false));
            assertThatThrownBy(broken::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("broken");
        } finally {
            intake.close();
        }
    }

    @Test
    void nothingIsTakenInAfterTheEnd() {
        PointIntake intake = PointIntake.start(PointIntakeTest::stored);

        intake.close();

        assertThat(intake.offer(batch(RUN, 1))).isEmpty();
    }

    private static List<Receipt> stored(List<PointBatch> batches) {
        return batches.stream().<Receipt>map(batch -> new Receipt.Stored(false)).toList();
    }

    private static PointBatch batch(RunId run, int points) {
        List<Measured> values = new ArrayList<>();
        for (int step = 0; step < points; step++)
            values.add(new Measured("loss", step, 1, OptionalDouble.empty(), Optional.empty()));
        return new PointBatch(run, Optional.empty(), values);
    }
}
