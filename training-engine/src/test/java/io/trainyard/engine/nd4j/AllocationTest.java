package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Gelu;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 50;
    private static final long SMALLEST_OBJECT = 16;
    /** With every pass that there is. */
    private static final Program PROGRAM = Programs.classifier(
            new Shape(2, 8, 8),
            4,
            new Convolution(4, 3, 1, 1),
            new Relu(),
            new MaxPooling(2, 2),
            new LocalResponseNormalization(3, .5, .75, 1),
            new Add(List.of(
                    List.of(
                            new Convolution(4, Extent.of(3), Extent.of(1), Extent.of(1), 1, 2, false),
                            new BatchNormalization()),
                    List.of())),
            new Concat(List.of(List.of(new Convolution(2, 1, 1, 0), new Gelu()), List.of())),
            new AuxiliaryClassifier(.3, List.of(new Padding(0, 1), new Flatten(), new Dense(3))),
            new AveragePooling(2, 1),
            new GlobalAveragePooling(),
            new Dropout(.5),
            new Dense(3));

    @Test
    void stepTakesNothingFromTheHeap() {
        Program program = Programs.with(
                Programs.with(PROGRAM, new UpdateSpec(1, .9)), new OptimizerSpec.Adam(.001, .9, .999, 1e-8, 0, true));
        Batch batch = Programs.batch(program);
        try (TrainableNetwork network = Programs.start(new Nd4jDevice(), program)) {
            for (int step = 0; step < STEPS; step++) network.step(batch, Programs.SETTINGS);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int step = 0; step < STEPS; step++) network.step(batch, Programs.SETTINGS);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).isLessThan(STEPS * SMALLEST_OBJECT);
        }
    }
}
