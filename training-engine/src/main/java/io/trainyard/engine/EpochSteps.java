package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.SchedulePosition;
import io.trainyard.engine.data.BatchFeed;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.List;
import java.util.OptionalInt;

/** The training steps of one epoch. */
final class EpochSteps {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Multiply-adds of forward passes that take some hundredths of a second at most, on the slowest device some tenths. */
    private static final long GROUP_COST = 300_000_000;

    private static final int MOST_OF_A_GROUP = 64;
    private static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, OptionalInt.empty());

    private final RunSpec spec;
    private final RunImages images;
    private final TrainableNetwork network;
    private final int epoch;
    private final int steps;
    private final int group;
    private Outcome sums = NOTHING;
    private double learningRate;

    EpochSteps(RunSpec spec, RunImages images, TrainableNetwork network, int epoch) {
        this.spec = spec;
        this.images = images;
        this.network = network;
        this.epoch = epoch;
        steps = images.steps();
        group = group(spec);
    }

    /**
     * So many steps are counted together, so that a device need not be waited for after each. The number depends on the run
     * alone: sums of floating-point numbers depend on their grouping.
     */
    private static int group(RunSpec spec) {
        // Divided twice, for the product may be more than a number can hold.
        long cost = Math.max(1, spec.resolvedNetwork().multiplyAdds());
        return Math.clamp(GROUP_COST / spec.batchSize() / cost, 1, MOST_OF_A_GROUP);
    }

    /**
     * Trains.
     *
     * @param losses of the epochs before, for the schedule
     * @throws TrainingStoppedException if the listener said stop
     * @throws NumericException if a loss was not finite
     */
    void run(List<Double> losses, StepListener listener) {
        BatchFeed feed = images.training(epoch);
        long interval = listener.interval().toNanos();
        long started = System.nanoTime();
        long asked = started;
        for (int step = 0; step < steps; step++) {
            learningRate = learningRate(step, losses);
            long update = (long) (epoch - 1) * steps + step;
            network.step(feed.next(), new StepSettings(learningRate, spec.seed(), epoch, step, update));
            boolean isLast = step == steps - 1;
            if ((step + 1) % group != 0 && !isLast) continue;
            takeOutcome();
            long now = System.nanoTime();
            if (now - asked < interval && !isLast) continue;
            asked = now;
            if (!listener.afterSteps(progress(step + 1, now - started)))
                throw new TrainingStoppedException(epoch, step);
        }
    }

    private double learningRate(int step, List<Double> losses) {
        SchedulePosition position = new SchedulePosition(epoch, spec.epochs(), step, steps);
        return spec.optimizer().learningRate() * spec.schedule().factor(position, losses);
    }

    /** Waits for the device; what came of the steps counts from here on. */
    private void takeOutcome() {
        Outcome newest = network.takeOutcome();
        sums = sums.plus(newest);
        if (newest.firstBadStep().isEmpty()) return;
        int step = newest.firstBadStep().getAsInt();
        String place = new Divergence(spec.resolvedNetwork(), network).place(images.again(epoch, step));
        throw new NumericException(epoch, step, place);
    }

    private StepProgress progress(int step, long nanos) {
        Measures soFar = measures();
        double imagesPerSecond = sums.examples() * NANOS_PER_SECOND / Math.max(1, nanos);
        return new StepProgress(epoch, step, steps, soFar.loss(), soFar.accuracy(), imagesPerSecond);
    }

    Measures measures() {
        return Measures.of(sums, images.target());
    }

    /** Of the newest step. */
    double learningRate() {
        return learningRate;
    }
}
