package io.trainyard.benchmarks;

import com.sun.management.ThreadMXBean;
import io.trainyard.contract.Initialization;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/** Bare training steps on one batch in memory. */
final class TrainingSteps implements Way {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final StepSettings SETTINGS = new StepSettings(0.001, 1, 1, 0, 0);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TrainableNetwork network;
    private final Batch batch;
    private final String how;

    TrainingSteps(ComputeDevice device, BenchmarkProgram benchmark) {
        Program program = benchmark.program();
        network = device.compile(program);
        ParameterLayout layout = ParameterLayout.of(program.network());
        network.write(State.PARAMETERS, ParameterInitializer.parameters(layout, Initialization.PYTORCH, 1));
        network.write(State.RUNNING_STATISTICS, ParameterInitializer.statistics(layout));
        batch = benchmark.batch();
        how = device.name() + ", " + benchmark.threads() + (benchmark.threads() == 1 ? " thread" : " threads");
    }

    @Override
    public String how() {
        return how;
    }

    void step() {
        network.step(batch, SETTINGS);
    }

    @Override
    public Rate run(double seconds) {
        step();
        network.takeOutcome();
        long bytes = threads.getTotalThreadAllocatedBytes();
        long begin = System.nanoTime();
        long steps = 0;
        do {
            step();
            steps++;
        } while (System.nanoTime() - begin < seconds * NANOS_PER_SECOND);
        long allocated = threads.getTotalThreadAllocatedBytes() - bytes;
        network.takeOutcome(); // waits for a device that is still computing
        double elapsed = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        return new Rate(steps * batch.size() / elapsed, OptionalDouble.of((double) allocated / steps));
    }

    @Override
    public void close() {
        network.close();
    }
}
