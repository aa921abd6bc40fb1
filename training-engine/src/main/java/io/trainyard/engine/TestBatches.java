package io.trainyard.engine;

import io.trainyard.engine.data.BatchSource;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.evidence.TestImages;

/** The images to test with in their own order, in batches as large as the device takes. */
final class TestBatches implements TestImages {
    private final BatchSource source;
    private final int[] order;
    private final Batch batch;

    TestBatches(BatchSource source, int[] order, Batch batch) {
        this.source = source;
        this.order = order;
        this.batch = batch;
    }

    @Override
    public int count() {
        return order.length;
    }

    @Override
    public int capacity() {
        return batch.labels().length;
    }

    @Override
    public Batch batch(int first, int size) {
        batch.resize(size);
        source.gather(order, first, 1, batch);
        return batch;
    }
}
