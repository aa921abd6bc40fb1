package io.trainyard.contract;

/**
 * Where in a run a step is.
 *
 * @param epoch from 1
 * @param epochs of the whole run
 * @param step within the epoch, from 0
 * @param stepsPerEpoch steps of every epoch
 */
public record SchedulePosition(int epoch, int epochs, int step, int stepsPerEpoch) {
    public SchedulePosition {
        if (epoch < 1 || epoch > epochs || step < 0 || step >= stepsPerEpoch)
            throw new IllegalArgumentException("no step of a run: " + epoch + " of " + epochs + " epochs, " + step
                    + " of " + stepsPerEpoch + " steps");
    }

    /** Steps before this one in the whole run. */
    long stepsBefore() {
        return (epoch - 1L) * stepsPerEpoch + step;
    }

    /** Steps of the whole run. */
    long steps() {
        return (long) epochs * stepsPerEpoch;
    }

    /** The position in a run that begins so many epochs later. */
    SchedulePosition after(int earlierEpochs) {
        return new SchedulePosition(epoch - earlierEpochs, epochs - earlierEpochs, step, stepsPerEpoch);
    }
}
