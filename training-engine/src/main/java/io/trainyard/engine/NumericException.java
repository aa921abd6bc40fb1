package io.trainyard.engine;

/** The loss is no longer a finite number, most often because the learning rate is too high. */
public final class NumericException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NumericException(int epoch, int step, double loss) {
        super("the loss is " + loss + " in epoch " + epoch + ", step " + step + ": a lower learning rate may help");
    }
}
