package io.trainyard.engine.vector;

import io.trainyard.engine.device.StepSettings;

/** The images of a batch that a thread works on. Changed for each batch, so that a step makes no objects. */
final class Slice {
    private int first;
    private int images;
    private boolean training;
    private StepSettings settings = new StepSettings(0, 0, 0, 0, 0);

    /** Of a batch of {@code size}, the part of one of so many threads. */
    void share(int size, int thread, int threads) {
        first = size * thread / threads;
        images = size * (thread + 1) / threads - first;
    }

    void train(StepSettings step) {
        training = true;
        settings = step;
    }

    void evaluate() {
        training = false;
    }

    /** Index in the batch of the first image. */
    int first() {
        return first;
    }

    int images() {
        return images;
    }

    boolean training() {
        return training;
    }

    /** Of the last step. */
    StepSettings settings() {
        return settings;
    }
}
