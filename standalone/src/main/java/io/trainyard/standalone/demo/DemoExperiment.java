package io.trainyard.standalone.demo;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import java.util.List;

/**
 * The experiment of the demonstration: a dense and a convolutional network of equally many parameters learn digits, once as
 * they are and once with all pixels permuted by one permutation (Canziani, NYU Deep Learning, notebook 06-convnet).
 */
public final class DemoExperiment {
    static final String DENSE = "fc2layer";
    static final String CONVOLUTIONAL = "small-cnn";
    private static final int BATCH_SIZE = 64;
    private static final OptimizerSpec OPTIMIZER = new OptimizerSpec.Sgd(0.01, 0.5, 0);
    private static final long SEED = 1;

    private DemoExperiment() {}

    public static ExperimentSpec of(String dataset, int epochs) {
        return new ExperimentSpec(
                "Do convolutions need neighbours?",
                "Two networks of about 6 400 parameters each learn " + dataset
                        + ", with the pixels in order and with the pixels permuted",
                0,
                List.of(
                        run("FC2Layer, in order", DENSE, dataset, epochs).build(),
                        run("FC2Layer, permuted", DENSE, dataset, epochs)
                                .pixelPermutationSeed(SEED)
                                .build(),
                        run("Small CNN, in order", CONVOLUTIONAL, dataset, epochs)
                                .build(),
                        run("Small CNN, permuted", CONVOLUTIONAL, dataset, epochs)
                                .pixelPermutationSeed(SEED)
                                .build()));
    }

    private static RunSpecBuilder run(String name, String preset, String dataset, int epochs) {
        return RunSpec.of(name, new NetworkSpec.Preset(preset), DatasetSpec.whole(dataset))
                .optimizer(OPTIMIZER)
                .batchSize(BATCH_SIZE)
                .epochs(epochs)
                .seed(SEED);
    }
}
