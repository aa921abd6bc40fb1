package io.trainyard.engine;

/** The listener asked for a stop in the middle of an epoch. */
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrainingStoppedException(int epoch, int step) {
        super("stopped in epoch " + epoch + " after step " + step);
    }
}
