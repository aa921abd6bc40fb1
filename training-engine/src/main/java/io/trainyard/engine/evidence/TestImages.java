package io.trainyard.engine.evidence;

import io.trainyard.engine.device.Batch;

/** The images that a trained network is looked at with, in their own order. */
public interface TestImages {
    int count();

    /** Greatest size of a batch. */
    int capacity();

    /** The images from {@code first} on, as the network is to see them; the next call fills the same batch. */
    Batch batch(int first, int size);
}
