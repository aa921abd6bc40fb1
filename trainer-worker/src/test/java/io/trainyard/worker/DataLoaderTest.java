package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.dataset.Datasets;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import io.trainyard.engine.device.Stop;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataLoaderTest {
    private static final Images ONE = Images.classified(new byte[28 * 28], new byte[1]);
    private static final Dataset DATA = new Dataset(Datasets.find("mnist").orElseThrow(), ONE, ONE);

    @Test
    void whoNoLongerWantsASetDoesNotWaitForIt() throws DataException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        DataLoader loader = new DataLoader(name -> {
            loads.incrementAndGet();
            begun.countDown();
            try {
                there.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return DATA;
        });

        // The set does not come before somebody has stopped waiting for it, however long that takes.
        assertThatThrownBy(() -> loader.load("mnist", () -> begun.getCount() == 0))
                .isInstanceOf(CancellationException.class);
        there.countDown();

        assertThat(loader.load("mnist", Stop.NEVER)).isSameAs(DATA);
        assertThat(loads).hasValue(2);
    }

    @Test
    void failureIsThatOfTheLibrary() {
        DataLoader loader = new DataLoader(name -> {
            throw new DataException("no " + name);
        });

        assertThatThrownBy(() -> loader.load("mnist", Stop.NEVER))
                .isInstanceOf(DataException.class)
                .hasMessage("no mnist");
    }

    @Test
    void setThatNobodyWantsIsNotLoaded() {
        DataLoader loader = new DataLoader(name -> DATA);

        assertThatThrownBy(() -> loader.load("mnist", () -> true)).isInstanceOf(CancellationException.class);
    }
}
