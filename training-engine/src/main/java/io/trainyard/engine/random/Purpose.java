package io.trainyard.engine.random;

/** What random numbers are drawn for. Streams of different purposes never share a number. */
public enum Purpose {
    INITIALIZATION(1),
    SHUFFLING(2),
    AUGMENTATION(3),
    DROPOUT(4),
    PIXEL_PERMUTATION(5),
    SYNTHETIC_IMAGE(6),
    HOLDING_OUT(7);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** Part of the counter: changing a code changes the results of all runs. */
    int code() {
        return code;
    }
}
