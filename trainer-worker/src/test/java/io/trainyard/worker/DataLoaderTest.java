package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.dataset.DatasetInfo;
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
    private static final DatasetInfo MNIST = Datasets.find("mnist").orElseThrow();
    private static final Dataset DATA = new Dataset(MNIST, ONE, ONE);

    @Test
    void whoNoLongerWantsASetDoesNotWaitForIt() throws DataException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        AtomicInteger loads = new AtomicInteger();
        DataLoader loader = new DataLoader(info -> {
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
        assertThatThrownBy(() -> loader.load(MNIST, () -> begun.getCount() == 0))
                .isInstanceOf(CancellationException.class);
        there.countDown();

        assertThat(loader.load(MNIST, Stop.NEVER)).isSameAs(DATA);
        assertThat(loads).hasValue(2);
    }

    @Test
    void failureIsThatOfTheLibrary() {
        DataLoader loader = new DataLoader(info -> {
            throw new DataException("no " + info.name());
        });

        assertThatThrownBy(() -> loader.load(MNIST, Stop.NEVER))
                .isInstanceOf(DataException.class)
                .hasMessage("no mnist");
    }

    @Test
    void setThatNobodyWantsIsNotLoaded() {
        DataLoader loader = new DataLoader(info -> DATA);

        assertThatThrownBy(() -> loader.load(MNIST, () -> true)).isInstanceOf(CancellationException.class);
    }
}
