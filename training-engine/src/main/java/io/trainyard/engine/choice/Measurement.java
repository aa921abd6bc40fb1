package io.trainyard.engine.choice;

import io.trainyard.contract.Device;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains on each candidate for a moment and tells which is fastest now. Steps are counted in windows; as long as they become
 * faster, as they do while the JVM compiles, there is another window. With two threads OpenMP falls to a fifth of its speed when
 * another process holds a core, so that no table could tell it.
 */
final class Measurement {
    private static final Logger LOG = LoggerFactory.getLogger(Measurement.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long WINDOW_NANOS = 40_000_000;
    private static final long LONGEST_WARM_UP_NANOS = 5_000_000_000L;
    /** Beside such a step it does not count that it was the first. */
    private static final long LONG_STEP_NANOS = 1_000_000_000;

    private static final int LEAST_WINDOWS = 5;
    private static final int MOST_WINDOWS = 40;
    /** A candidate this much slower in its first windows than the best one is given up. */
    private static final double HOPELESS = 8;
    /** Another choice must be faster by so much, so that noise changes nothing. */
    private static final double CLEARLY_FASTER = 1.05;

    private final Workload workload;
    private final LongSupplier nanoTime;
    private final Batch sample;

    Measurement(Workload workload, LongSupplier nanoTime) {
        this.workload = workload;
        this.nanoTime = nanoTime;
        sample = workload.sample().get();
    }

    /** Of several that are equally fast, the first. */
    Candidate fastest(List<Candidate> candidates) {
        Candidate fastest = candidates.getFirst();
        double best = 0;
        StringBuilder report = new StringBuilder();
        Map<Device, Double> ofAThread = new EnumMap<>(Device.class);
        for (Candidate candidate : candidates) {
            Device device = candidate.device().id();
            int threads = candidate.program().threads();
            // Threads are at best as fast together as each is alone.
            if (ofAThread.getOrDefault(device, Double.MAX_VALUE) * threads < best) continue;
            double speed = speed(candidate, best);
            ofAThread.putIfAbsent(device, speed / threads);
            report.append(report.isEmpty() ? "" : "; ")
                    .append(candidate.name())
                    .append(' ')
                    .append(Math.round(speed));
            if (speed <= best * CLEARLY_FASTER) continue;
            best = speed;
            fastest = candidate;
        }
        LOG.atInfo().log("images a second: {}; chosen: {}", report, fastest.name());
        return fastest;
    }

    /** 0 where there is too little memory after all, for which others may have come meanwhile. */
    private double speed(Candidate candidate, double best) {
        try {
            return imagesPerSecond(candidate, best);
        } catch (OutOfMemoryError e) {
            LOG.atWarn().setCause(e).log("{} has too little memory, and is not used", candidate.name());
            return 0;
        }
    }

    /** The median of the last windows. */
    private double imagesPerSecond(Candidate candidate, double best) {
        try (TrainableNetwork network = workload.begin(candidate)) {
            double[] windows = new double[MOST_WINDOWS];
            int count = 0;
            int stepsDone = warmUp(network, candidate);
            while (count < MOST_WINDOWS && !isSettled(windows, count)) {
                long started = nanoTime.getAsLong();
                int steps = 0;
                while (steps == 0 || nanoTime.getAsLong() - started < WINDOW_NANOS)
                    step(network, candidate.replicas(), stepsDone + steps++);
                network.takeOutcome();
                stepsDone += steps;
                long elapsed = nanoTime.getAsLong() - started;
                windows[count++] = (double) steps * candidate.replicas() * sample.size() * NANOS_PER_SECOND / elapsed;
                boolean warm = count == 2 || elapsed > LONG_STEP_NANOS;
                if (count <= 2 && warm && windows[count - 1] * HOPELESS < best) break;
            }
            return median(windows, count);
        }
    }

    private int warmUp(TrainableNetwork network, Candidate candidate) {
        int steps = candidate.device().warmUpSteps();
        long started = nanoTime.getAsLong();
        int done = 0;
        while (done < steps && nanoTime.getAsLong() - started < LONGEST_WARM_UP_NANOS)
            step(network, candidate.replicas(), done++);
        return done;
    }

    /** A learning rate of zero costs as much and leaves the parameters finite. Each replica trains on a batch. */
    private void step(TrainableNetwork network, int replicas, int step) {
        workload.stop().check();
        StepSettings settings = new StepSettings(0, 0, 1, step, 0);
        if (replicas == 1) {
            network.step(sample, settings);
            return;
        }
        for (int i = 0; i < replicas; i++) network.accumulate(sample, settings);
        network.update(settings);
    }

    /** Whether the newest windows bring nothing over the ones before. */
    private static boolean isSettled(double[] windows, int count) {
        if (count < LEAST_WINDOWS) return false;
        double before = DoubleStream.of(windows).limit(count - 2L).max().orElse(0);
        return Math.max(windows[count - 1], windows[count - 2]) < before * CLEARLY_FASTER;
    }

    private static double median(double[] windows, int count) {
        double[] last = Arrays.copyOfRange(windows, Math.max(0, count - LEAST_WINDOWS), count);
        Arrays.sort(last);
        return last[last.length / 2];
    }
}
