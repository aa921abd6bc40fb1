package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.OwnSets;
import io.trainyard.engine.data.own.SampleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on data sets of one's own. */
class OwnDataTest {
    private static final SampleSet SAMPLE = SampleSet.of(120, 90);
    private static final NetworkSpec NETWORK = new NetworkSpec.Layers(
            List.of(new LayerSpec.Flatten(), new LayerSpec.Dense(8), new LayerSpec.Relu(), new LayerSpec.Dense(3)));

    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    @Test
    void sameImagesGiveTheSameBitsInEveryFormat() throws IOException, DataException {
        SAMPLE.asFolders(folder.resolve("folders"));
        SAMPLE.asNpz(folder.resolve("npz"), false);
        SAMPLE.asCsv(folder.resolve("csv"));
        SAMPLE.asIdx(folder.resolve("idx"));
        OwnSets own = new OwnSets(Optional.of(folder), cache);

        List<float[]> trained = new ArrayList<>();
        for (DatasetInfo info : own.catalogue().sets()) trained.add(trained(info, own));

        assertThat(trained)
                .hasSize(4)
                .allSatisfy(parameters -> assertThat(parameters).isEqualTo(trained.getFirst()));
    }

    private static float[] trained(DatasetInfo info, OwnSets own) throws DataException {
        RunSpec spec = RunSpec.of("run", NETWORK, DatasetSpec.whole(info))
                .optimizer(new OptimizerSpec.Sgd(.05, .9, 0))
                .epochs(5)
                .batchSize(16)
                .build();
        try (TrainingRun run = TrainingRun.start(spec, own.load(info), TestRuns.REFERENCE)) {
            while (!run.isFinished()) run.trainEpoch(StepListener.NONE);
            // The class can be seen, so that something was learned of what was read.
            assertThat(run.results().getLast().metrics().get("test_accuracy")).isGreaterThan(0.9);
            return run.parameters();
        }
    }
}
