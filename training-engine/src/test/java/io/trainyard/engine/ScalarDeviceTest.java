package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.scalar.ScalarDevice;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/adding-a-device.md promises: whoever fits the boundary trains as all do, and gets the rest for nothing. */
class ScalarDeviceTest {
    private static final ScalarDevice DEVICE = new ScalarDevice(1_000_000_000);
    private static final NetworkSpec NETWORK =
            new NetworkSpec.Layers(List.of(new Flatten(), new Dense(12), new Relu(), new Dense(10)));

    /** The golden case of a dense network; those of other kinds have layers that the device objects to. */
    @Test
    void givesPyTorchsLossesGradientsParametersAndScores() throws IOException, URISyntaxException {
        List<GoldenCase> dense = PyTorchStepTest.cases().stream()
                .filter(golden -> DEVICE.objection(golden.program()).isEmpty())
                .toList();

        assertThat(dense).extracting(GoldenCase::name).contains("family-fc2layer");
        dense.forEach(golden -> PyTorchStepTest.check(golden, DEVICE));
    }

    @Test
    void runsCheckpointsAndReplicasComeForNothing(@TempDir Path folder) throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        float[] undisturbed;
        try (TrainingRun one = TrainingRun.start(run().build(), TestRuns.rows(), devices(DEVICE))) {
            one.trainEpoch(StepListener.NONE);
            one.saveCheckpoint(checkpoint);
            one.trainEpoch(StepListener.NONE);
            undisturbed = one.parameters();
        }
        RunSpec two = run().replicas(2).build();

        try (TrainingRun resumed = TrainingRun.resume(two, TestRuns.rows(), devices(DEVICE), checkpoint)) {
            resumed.trainEpoch(StepListener.NONE);

            assertThat(resumed.parameters()).isEqualTo(undisturbed);
        }
    }

    @Test
    void whatTheDeviceHasLeftIsAskedOfIt() {
        assertThatThrownBy(() -> TrainingRun.start(run().build(), TestRuns.rows(), devices(new ScalarDevice(1000))))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("0.0 MiB are free");
    }

    private static RunSpecBuilder run() {
        return TestRuns.everything(NETWORK, new DatasetSpec("mnist", 0, 70))
                .optimizer(new OptimizerSpec.Adam(.002, .9, .999, 1e-8, .01, true))
                .update(new UpdateSpec(1, .9, 3));
    }

    private static Devices devices(ScalarDevice device) {
        return new Devices(List.of(device), new Limits(2, Long.MAX_VALUE), Measurements.inMemory());
    }
}
