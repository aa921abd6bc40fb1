package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;

/** How the learning rate changes over the epochs, as a factor of the optimizer's own. */
public sealed interface ScheduleSpec {
    /** The factor in one epoch, counted from 1, of a run of so many epochs. */
    double factor(int epoch, int epochs);

    record Constant() implements ScheduleSpec {
        @Override
        public double factor(int epoch, int epochs) {
            return 1;
        }
    }

    /** Multiplies by {@code gamma} after every {@code every} epochs. */
    record Step(int every, double gamma) implements ScheduleSpec {
        public Step {
            new Checks()
                    .between(every, 1, RunSpec.MAX_EPOCHS, "every")
                    .require(gamma > 0 && gamma <= 1, "gamma", "must be greater than 0 and at most 1, but was " + gamma)
                    .throwIfAny();
        }

        @Override
        public double factor(int epoch, int epochs) {
            int drops = (epoch - 1) / every;
            return Math.pow(gamma, drops);
        }
    }

    /** Half a cosine from 1 in the first epoch towards 0 after the last (Loshchilov, Hutter 2017). */
    record Cosine() implements ScheduleSpec {
        @Override
        public double factor(int epoch, int epochs) {
            return 0.5 * (1 + Math.cos(Math.PI * (epoch - 1) / epochs));
        }
    }
}
