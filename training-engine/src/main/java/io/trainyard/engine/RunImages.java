package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.data.BatchFeed;
import io.trainyard.engine.data.BatchSource;
import io.trainyard.engine.data.BatchSource.Treatment;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Selection;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Crew;
import io.trainyard.engine.device.Program.Targets;

/** The images of a run in three parts, to train on, to choose by and to test with, and the batches made of them. */
final class RunImages implements AutoCloseable {
    private final RunSpec spec;
    private final Dataset data;
    private final DatasetInfo info;
    private final Selection train;
    private final Selection heldOut;
    private final Selection test;
    private final BatchSource varied;
    private final BatchSource heldOutAsStored;
    private final BatchSource testAsStored;
    private BatchFeed feed;

    RunImages(RunSpec spec, Dataset data) {
        if (!spec.dataset().name().equals(data.info().name()))
            throw new IllegalArgumentException("the run wants " + spec.dataset().name() + ", but got "
                    + data.info().name());
        this.spec = spec;
        this.data = data;
        info = data.info();
        Selection all = Selection.training(spec.dataset(), data.train());
        Selection.Split split = all.holdOut(spec.dataset().heldOut(all.count()), spec.seed());
        train = split.train();
        // The set may have fewer images here than its description says.
        spec.requireBatches(train.count());
        heldOut = split.heldOut();
        test = Selection.first(data.test(), spec.dataset().testLimit());
        varied = new BatchSource(info, data.train(), treatment());
        heldOutAsStored = new BatchSource(info, data.train(), treatment().unvaried());
        testAsStored = new BatchSource(info, data.test(), treatment().unvaried());
        feed = new BatchFeed(this::newBatch, false, Crew.ALONE, 1);
    }

    Dataset data() {
        return data;
    }

    Target target() {
        return info.target();
    }

    Targets targets() {
        return info.target() instanceof Target.Classes ? Targets.CLASSES : Targets.NUMBERS;
    }

    boolean holdsOut() {
        return heldOut.count() > 0;
    }

    int trainImages() {
        return train.count();
    }

    int steps() {
        return Math.ceilDiv(train.count(), spec.batchSize());
    }

    /** Images of the largest batch for a step. */
    int trainingCapacity() {
        return Math.min(spec.batchSize(), train.count());
    }

    /** Images of the largest batch, for a step or for an evaluation. */
    int capacity() {
        int evaluated = Math.max(test.count(), heldOut.count());
        return Math.max(trainingCapacity(), Math.min(evaluated, RunSpec.LEAST_EVALUATION_BATCH));
    }

    /** Bytes outside the heap that batches take at most. */
    long bytes() {
        return BatchFeed.bytes(capacity(), info.shape().size(), true, spec.replicas());
    }

    /** Whether batches are gathered in a thread of their own, or else by whom, and how many are used at a time, from now on. */
    void gather(boolean ahead, Crew crew, int used) {
        feed.close();
        feed = new BatchFeed(this::newBatch, ahead, crew, used);
    }

    /** The batches of an epoch, {@link #steps} of them. */
    BatchFeed training(int epoch) {
        return training(epoch, 0);
    }

    /** The same from a step on, where the feed has just been made. */
    BatchFeed training(int epoch, int firstStep) {
        feed.begin(varied, train.shuffled(spec.seed(), epoch), epoch, spec.batchSize(), firstStep);
        return feed;
    }

    void evaluateTest(Evaluation evaluation) {
        evaluate(evaluation, testAsStored, test);
    }

    void evaluateHeldOut(Evaluation evaluation) {
        evaluate(evaluation, heldOutAsStored, heldOut);
    }

    private void evaluate(Evaluation evaluation, BatchSource source, Selection images) {
        feed.begin(source, images.inOrder(), 1, capacity(), 0);
        for (int seen = 0; seen < images.count(); seen += capacity()) evaluation.add(feed.next());
    }

    /** The images to test with, to look at. */
    TestBatches testBatches() {
        return new TestBatches(testAsStored, test.inOrder(), newBatch());
    }

    /** One batch of an epoch once more. */
    Batch again(int epoch, int step) {
        Batch batch = newBatch();
        int[] order = train.shuffled(spec.seed(), epoch);
        int from = step * spec.batchSize();
        batch.resize(Math.min(spec.batchSize(), order.length - from));
        // A source of its own: the feed may be at work with the other.
        new BatchSource(info, data.train(), treatment()).gather(order, from, epoch, batch);
        return batch;
    }

    private Treatment treatment() {
        return new Treatment(spec.pixelPermutationSeed(), spec.augmentation(), spec.seed());
    }

    private Batch newBatch() {
        return new Batch(capacity(), info.shape().size(), targets() == Targets.NUMBERS ? 1 : 0);
    }

    @Override
    public void close() {
        feed.close();
    }
}
