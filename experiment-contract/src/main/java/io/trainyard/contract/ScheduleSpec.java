package io.trainyard.contract;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.validation.Checks;
import java.util.List;

/**
 * How the learning rate changes during a run, as a factor of the optimizer's own. A pure function of the position and of the
 * losses so far, so that a resumed run goes on with the same rates.
 */
public sealed interface ScheduleSpec {
    /** The schedules by name; a warm-up goes before any of them. */
    List<Kind<ScheduleSpec>> KINDS = List.of(
            Kind.of("constant", Constant.class),
            Kind.of("step", Step.class),
            Kind.of("cosine", Cosine.class),
            Kind.of("one-cycle", OneCycle.class),
            Kind.of("plateau", Plateau.class));

    /**
     * The factor for one step.
     *
     * @param losses on the validation set of the epochs before this one, the oldest first; not numbers where nothing is held out
     */
    double factor(SchedulePosition position, List<Double> losses);

    /** Whether the rate depends on the losses, so that the run needs a validation set: the test set must decide nothing. */
    default boolean followsLosses() {
        return false;
    }

    /** Whether the rate of an epoch depends on how many there are in all. */
    default boolean followsLength() {
        return false;
    }

    record Constant() implements ScheduleSpec {
        @Override
        public double factor(SchedulePosition position, List<Double> losses) {
            return 1;
        }
    }

    /** Multiplies by {@code gamma} after every {@code every} epochs. */
    record Step(@Default("30") int every, @Default("0.1") double gamma) implements ScheduleSpec {
        public Step {
            new Checks()
                    .between(every, 1, RunSpec.MAX_EPOCHS, "every")
                    .require(gamma > 0 && gamma <= 1, "gamma", "must be greater than 0 and at most 1, but was " + gamma)
                    .throwIfAny();
        }

        @Override
        public double factor(SchedulePosition position, List<Double> losses) {
            int drops = (position.epoch() - 1) / every;
            return Math.pow(gamma, drops);
        }
    }

    /** Half a cosine over the epochs, from 1 in the first towards 0 after the last (Loshchilov, Hutter 2017). */
    record Cosine() implements ScheduleSpec {
        @Override
        public boolean followsLength() {
            return true;
        }

        @Override
        public double factor(SchedulePosition position, List<Double> losses) {
            return between(1, 0, (position.epoch() - 1.0) / position.epochs());
        }
    }

    /**
     * Half a cosine up to 1 and one down again, step by step (Smith, Topin 2018), as PyTorch's OneCycleLR; the momentum stays as
     * it is.
     *
     * @param rise share of the steps that lie before the greatest rate
     * @param startDivisor the first factor is 1 divided by it
     * @param endDivisor the last factor is the first divided by it
     */
    record OneCycle(
            @Default("0.3") double rise,
            @Default("25") double startDivisor,
            @Default("10000") double endDivisor) implements ScheduleSpec {
        public OneCycle {
            new Checks()
                    .within(rise, 0, 1, "rise")
                    .within(startDivisor, 1, 1e9, "startDivisor")
                    .within(endDivisor, 1, 1e9, "endDivisor")
                    .throwIfAny();
        }

        @Override
        public boolean followsLength() {
            return true;
        }

        @Override
        public double factor(SchedulePosition position, List<Double> losses) {
            double first = 1 / startDivisor;
            double top = Math.max(0, rise * position.steps() - 1);
            double end = position.steps() - 1;
            long step = position.stepsBefore();
            if (step < top) return between(first, 1, step / top);
            return between(1, first / endDivisor, end > top ? (step - top) / (end - top) : 0);
        }
    }

    /**
     * Multiplies by {@code factor} whenever the loss has not fallen for more than {@code patience} epochs, as PyTorch's
     * ReduceLROnPlateau.
     *
     * @param threshold share by which a loss must lie below the least so far to count as fallen
     * @param minFactor never below
     */
    record Plateau(
            @Default("0.1") double factor,
            @Default("10") int patience,
            @Default("1e-4") double threshold,
            @Default("0") double minFactor)
            implements ScheduleSpec {
        public Plateau {
            new Checks()
                    .require(factor > 0 && factor < 1, "factor", "must be between 0 and 1, but was " + factor)
                    .between(patience, 0, RunSpec.MAX_EPOCHS, "patience")
                    .within(threshold, 0, 1, "threshold")
                    .within(minFactor, 0, 1, "minFactor")
                    .throwIfAny();
        }

        @Override
        public boolean followsLosses() {
            return true;
        }

        @Override
        public double factor(SchedulePosition position, List<Double> losses) {
            double current = 1;
            double least = Double.POSITIVE_INFINITY;
            int waited = 0;
            for (double loss : losses) {
                if (loss < least * (1 - threshold)) {
                    least = loss;
                    waited = 0;
                } else waited++;
                if (waited > patience) {
                    current = Math.max(current * factor, minFactor);
                    waited = 0;
                }
            }
            return current;
        }
    }

    /** Rises step by step in equal parts to 1 (Goyal et al. 2017), then begins another schedule for the epochs left. */
    record WarmUp(int epochs, ScheduleSpec then) implements ScheduleSpec {
        public WarmUp {
            new Checks()
                    .between(epochs, 1, RunSpec.MAX_EPOCHS, "warmupEpochs")
                    .require(!(then instanceof OneCycle), "warmupEpochs", "is not for one-cycle, which rises by itself")
                    .throwIfAny();
        }

        @Override
        public boolean followsLosses() {
            return then.followsLosses();
        }

        @Override
        public boolean followsLength() {
            return then.followsLength();
        }

        @Override
        public double factor(SchedulePosition position, List<Double> losses) {
            if (position.epoch() > epochs)
                return then.factor(position.after(epochs), losses.subList(epochs, losses.size()));
            return (position.stepsBefore() + 1.0) / ((double) epochs * position.stepsPerEpoch());
        }
    }

    /** Along half a cosine. */
    private static double between(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
    }
}
