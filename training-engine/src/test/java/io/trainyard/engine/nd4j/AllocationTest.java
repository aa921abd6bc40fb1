package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.GoldenNetworks;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Refinements;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 50;
    private static final long SMALLEST_OBJECT = 16;

    static List<String> networks() {
        return GoldenNetworks.names();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void stepTakesNothingFromTheHeap(String name) {
        Program program = Programs.with(
                Programs.with(
                        GoldenNetworks.program(name), new Refinements(OptionalDouble.of(1), OptionalDouble.of(.9))),
                new OptimizerSpec.Adam(.001, .9, .999, 1e-8, 0, true));
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
