package io.trainyard.engine;

import io.trainyard.engine.data.BatchSource;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.evidence.TestImages;
import java.util.stream.IntStream;

/** The test set in its own order, in batches as large as the device takes. */
final class TestBatches implements TestImages {
    private final BatchSource source;
    private final int[] order;
    private final Batch batch;

    TestBatches(BatchSource source, Program program) {
        this.source = source;
        order = IntStream.range(0, source.count()).toArray();
        batch = new Batch(
                Math.min(program.batchSize(), source.count()),
                program.network().input().size());
    }

    @Override
    public int count() {
        return source.count();
    }

    @Override
    public int capacity() {
        return batch.labels().length;
    }

    @Override
    public Batch batch(int first, int size) {
        source.gather(order, first, size, batch);
        return batch;
    }
}
