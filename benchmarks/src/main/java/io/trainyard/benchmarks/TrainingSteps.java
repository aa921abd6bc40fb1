package io.trainyard.benchmarks;

import com.sun.management.ThreadMXBean;
import io.trainyard.engine.choice.Candidate;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Wish;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/** Bare training steps on one batch in memory. */
final class TrainingSteps implements Way {
    private static final double NANOS_PER_SECOND = 1e9;
    static final StepSettings SETTINGS = new StepSettings(0.001, 1, 1, 0, 0);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Batch batch;
    private final TrainableNetwork network;
    private final Candidate candidate;

    TrainingSteps(Devices devices, Question question, Wish wish) {
        NoiseBatch noise = new NoiseBatch(question);
        candidate = devices.choose(noise.workload(), wish);
        batch = noise.batch;
        network = candidate.compile();
        noise.begin(network);
    }

    @Override
    public String how() {
        return candidate.name();
    }

    /** Of the device's buffers. */
    long plannedBytes() {
        return candidate.device().bytes(candidate.program());
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
        OptionalDouble bytesPerStep = OptionalDouble.of((double) allocated / steps);
        return new Rate(steps * batch.size() / elapsed, bytesPerStep, OptionalDouble.empty());
    }

    @Override
    public void close() {
        network.close();
    }
}
