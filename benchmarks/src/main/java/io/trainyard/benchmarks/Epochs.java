package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.StepListener;
import io.trainyard.engine.TrainingRun;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;

/** Epochs of a run as a researcher would start it: shuffled, cropped and flipped images, and an evaluation after each. */
final class Epochs implements Way {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    /** Test images are so many times fewer, as in MNIST. */
    private static final int TEST_SHARE = 6;

    private final Random random = new Random(1);
    private final int images;
    private final TrainingRun run;

    Epochs(Devices devices, Question question) {
        images = question.images();
        String dataset = question.image().channels() == 1 ? "mnist" : "cifar10";
        DatasetInfo info = Datasets.find(dataset).orElseThrow();
        run = TrainingRun.start(
                spec(question, dataset),
                new Dataset(info, noise(info, images), noise(info, images / TEST_SHARE)),
                devices);
    }

    private static RunSpec spec(Question question, String dataset) {
        ObjectNode spec = new ObjectMapper().createObjectNode().put("name", "epochs");
        spec.putObject("network").put("preset", question.net());
        spec.putObject("dataset").put("name", dataset);
        spec.putObject("optimizer").put("learningRate", 0.001).put("momentum", 0.9);
        spec.putObject("augmentation").put("shift", 4).put("horizontalFlip", true);
        spec.put("batchSize", question.batch()).put("epochs", RunSpec.MAX_EPOCHS);
        return SpecJson.readRun(
                spec.put("precision", question.precision().name().toLowerCase(Locale.ROOT)));
    }

    private Images noise(DatasetInfo info, int count) {
        byte[] pixels = new byte[count * info.shape().size()];
        byte[] labels = new byte[count];
        random.nextBytes(pixels);
        for (int i = 0; i < count; i++) labels[i] = (byte) random.nextInt(NoiseBatch.CLASSES);
        return Images.classified(pixels, labels);
    }

    @Override
    public String how() {
        return run.device();
    }

    /** Whole epochs, so that it may take longer. */
    @Override
    public Rate run(double seconds) {
        long begin = System.nanoTime();
        long trained = 0;
        double evaluationMillis = 0;
        double elapsed;
        do {
            evaluationMillis += run.trainEpoch(StepListener.NONE).evaluationMillis();
            trained += images;
            elapsed = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        } while (elapsed < seconds);
        double evaluationShare = evaluationMillis / MILLIS_PER_SECOND / elapsed;
        return new Rate(trained / elapsed, OptionalDouble.empty(), OptionalDouble.of(evaluationShare));
    }

    @Override
    public void close() {
        run.close();
    }
}
