package io.trainyard.engine;

/** The loss, or the state of the network, is no longer of finite numbers, most often because the learning rate is too high. */
public final class NumericException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says where it happened.
     *
     * @param step of the epoch, from 0
     * @param place what is not finite, such as {@code the output of layer 3 (convolution)}
     */
    public NumericException(int epoch, int step, String place) {
        super("training diverged in epoch " + epoch + ", step " + step + ": " + place
                + " is no longer finite; a lower learning rate may help");
    }
}
