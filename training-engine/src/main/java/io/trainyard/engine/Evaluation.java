package io.trainyard.engine;

import io.trainyard.engine.cpu.ExampleLoss;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.data.BatchSource;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
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
    static Evaluation of(TrainableNetwork network, Program program, BatchSource source) {
        int[] order = IntStream.range(0, source.count()).toArray();
        int batchSize = Math.min(program.batchSize(), source.count());
        int classes = program.network().outputs();
        Batch batch = new Batch(batchSize, program.network().input().size());
        float[] scores = new float[batchSize * classes];
        Values rows = Values.floats(MemorySegment.ofArray(scores));
        ExampleLoss example = new ExampleLoss(program);
        int[] correct = new int[classes];
        int[] total = new int[classes];
        double lossSum = 0;
        for (int from = 0; from < source.count(); from += batchSize) {
            source.gather(order, from, Math.min(batchSize, source.count() - from), batch);
            network.evaluate(batch, scores);
            for (int i = 0; i < batch.size(); i++) {
                lossSum += example.measure(rows, batch, i);
                int label = batch.labels()[i];
                total[label]++;
                if (example.prediction() == label) correct[label]++;
            }
        }
        List<Double> accuracies = new ArrayList<>();
        for (int i = 0; i < classes; i++) accuracies.add(total[i] == 0 ? 0.0 : (double) correct[i] / total[i]);
        double accuracy = (double) IntStream.of(correct).sum() / source.count();
        return new Evaluation(lossSum / source.count(), accuracy, accuracies);
    }
}
