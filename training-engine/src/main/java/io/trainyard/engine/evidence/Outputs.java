package io.trainyard.engine.evidence;

import io.trainyard.contract.dataset.Target.Quantity;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.evidence.answers.Estimates;
import io.trainyard.engine.evidence.answers.Predictions;

/** What a network gives for images, and what it should give: labels or numbers. */
final class Outputs {
    private final int perImage;
    private final float[] values;
    private final int[] labels;
    private final float[] targets;

    Outputs(int images, int perImage) {
        this.perImage = perImage;
        values = new float[images * perImage];
        labels = new int[images];
        targets = new float[images * perImage];
    }

    /** Those of a batch, from image {@code first} on. */
    void put(int first, Batch batch, float[] ofBatch) {
        System.arraycopy(ofBatch, 0, values, first * perImage, batch.size() * perImage);
        if (batch.targets().length == 0) System.arraycopy(batch.labels(), 0, labels, first, batch.size());
        else System.arraycopy(batch.targets(), 0, targets, first * perImage, batch.size() * perImage);
    }

    /** As scores of classes. */
    Predictions predictions() {
        return new Predictions(perImage, values, labels);
    }

    /** As numbers. */
    Estimates estimates(Quantity quantity) {
        return new Estimates(values, targets, quantity.scale());
    }
}
