package io.trainyard.engine.vector;

import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;

/** The images of a batch that a thread works on. Changed for each batch, so that a step makes no objects. */
final class Slice {
    private int first;
    private int images;
    private boolean training;
    private long seed;
    private int epoch;
    private int step;

    /** Of a batch of {@code size}, the part of one of so many threads. */
    void share(int size, int thread, int threads) {
        first = size * thread / threads;
        images = size * (thread + 1) / threads - first;
    }

    void train(StepSettings settings) {
        training = true;
        seed = settings.seed();
        epoch = settings.epoch();
        step = settings.step();
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

    /** Brings a stream to the numbers of the first image, of which each image has {@code size} in the node's dropout. */
    void restart(RandomStream random, int node, int size) {
        random.restart(seed, Purpose.DROPOUT, node, epoch, step);
        random.skip((long) first * size);
    }
}
