package io.trainyard.engine.data;

import io.trainyard.engine.random.RandomStream;

/** Draws one image of a data set from random numbers. */
@FunctionalInterface
interface Artist {
    /**
     * Fills the pixels from an offset on.
     *
     * @return what a network shall say of the image: its class, or the number to tell
     */
    double draw(RandomStream random, byte[] pixels, int offset);
}
