package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.SchedulePosition;
import io.trainyard.engine.data.BatchFeed;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.List;

/** The training steps of one epoch. */
final class EpochSteps {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Multiply-adds of forward passes that take some hundredths of a second at most, on the slowest device some tenths. */
    private static final long GROUP_COST = 300_000_000;

    private static final int MOST_OF_A_GROUP = 64;

    private final RunSpec spec;
    private final RunImages images;
    private final Between between;
    private final int epoch;
    private final int steps;
    private final int group;
    private final StepPoints points;
    private TrainableNetwork network;
    private Outcome sums = Outcome.NONE;
    private double learningRate;

    /** What goes on between some steps and the next. */
    interface Between {
        /**
         * Some steps are done.
         *
         * @param images trained
         * @param nanos that it took
         */
        void trained(long images, long nanos);

        /** What to go on with after an update: another network has the same state, and its images are to be gathered anew. */
        TrainableNetwork next();
    }

    EpochSteps(RunSpec spec, RunImages images, Between between, int epoch) {
        this.spec = spec;
        this.images = images;
        this.between = between;
        network = between.next();
        this.epoch = epoch;
        steps = images.steps();
        group = group(spec);
        points = new StepPoints(images.target(), steps, group);
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
    @SuppressWarnings("ReferenceEquality") // A network is no value: it is the same one or another.
    void run(List<Double> losses, StepListener listener) {
        BatchFeed feed = images.training(epoch);
        long told = 0;
        long paused = 0;
        long resumed = System.nanoTime();
        long interval = listener.interval().toNanos();
        long started = System.nanoTime();
        long asked = started;
        for (int step = 0; step < steps; step++) {
            learningRate = learningRate(step, losses);
            boolean isLast = step == steps - 1;
            train(feed.next(), step, isLast);
            if ((step + 1) % group != 0 && !isLast) continue;
            Outcome newest = takeOutcome();
            long now = System.nanoTime();
            points.add(step + 1, newest, now - resumed, learningRate);
            if (now - asked >= interval || isLast) {
                asked = now;
                if (!listener.afterSteps(progress(step + 1, now - started - paused)))
                    throw new TrainingStoppedException(epoch, step);
            }
            between.trained(sums.examples() - told, now - resumed);
            told = sums.examples();
            if (!isLast && (step + 1) % spec.update().batches() == 0) {
                TrainableNetwork next = between.next();
                if (next != network) feed = images.training(epoch, step + 1);
                network = next;
            }
            resumed = System.nanoTime();
            paused += resumed - now;
        }
    }

    private void train(Batch batch, int step, boolean isLast) {
        int together = spec.update().batches();
        long update = (long) (epoch - 1) * Math.ceilDiv(steps, together) + step / together;
        StepSettings settings = new StepSettings(learningRate, spec.seed(), epoch, step, update);
        if (together == 1) {
            network.step(batch, settings);
            return;
        }
        network.accumulate(batch, settings);
        if ((step + 1) % together == 0 || isLast) network.update(settings);
    }

    private double learningRate(int step, List<Double> losses) {
        SchedulePosition position = new SchedulePosition(epoch, spec.epochs(), step, steps);
        return spec.optimizer().learningRate() * spec.schedule().factor(position, losses);
    }

    /** Waits for the device; what came of the steps counts from here on. */
    private Outcome takeOutcome() {
        Outcome newest = network.takeOutcome();
        sums = sums.plus(newest);
        if (newest.firstBadStep().isEmpty()) return newest;
        int step = newest.firstBadStep().getAsInt();
        String place = new Divergence(spec.resolvedNetwork(), network).place(images.again(epoch, step));
        throw new NumericException(epoch, step, place);
    }

    private StepProgress progress(int step, long nanos) {
        Measures soFar = measures();
        double imagesPerSecond = sums.examples() * NANOS_PER_SECOND / Math.max(1, nanos);
        return new StepProgress(epoch, step, steps, soFar.loss(), soFar.accuracy(), imagesPerSecond, points.take());
    }

    Measures measures() {
        return Measures.of(sums, images.target());
    }

    /** Of the newest step. */
    double learningRate() {
        return learningRate;
    }
}
