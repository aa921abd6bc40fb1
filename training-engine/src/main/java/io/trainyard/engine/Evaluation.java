package io.trainyard.engine;

import io.trainyard.engine.data.BatchSource;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a network does on a set of images.
 *
 * @param loss mean over the images
 * @param accuracy fraction of them
 * @param classAccuracies of each class; 0 for one without images
 */
record Evaluation(double loss, double accuracy, List<Double> classAccuracies) {
    private static final int BATCH_SIZE = 1000;

    static Evaluation of(TrainableNetwork network, BatchSource source, int pixelsPerImage, int classes) {
        int[] order = IntStream.range(0, source.count()).toArray();
        Batch batch = new Batch(Math.min(BATCH_SIZE, source.count()), pixelsPerImage);
        int[] predictions = new int[batch.labels().length];
        int[] correct = new int[classes];
        int[] total = new int[classes];
        double lossSum = 0;
        for (int from = 0; from < source.count(); from += BATCH_SIZE) {
            int size = Math.min(BATCH_SIZE, source.count() - from);
            source.gather(order, from, size, batch);
            lossSum += network.evaluate(batch, predictions).lossSum();
            for (int i = 0; i < size; i++) {
                int label = batch.labels()[i];
                total[label]++;
                if (predictions[i] == label) correct[label]++;
            }
        }
        List<Double> accuracies = new ArrayList<>();
        for (int i = 0; i < classes; i++) accuracies.add(total[i] == 0 ? 0.0 : (double) correct[i] / total[i]);
        double accuracy = (double) IntStream.of(correct).sum() / source.count();
        return new Evaluation(lossSum / source.count(), accuracy, accuracies);
    }
}
