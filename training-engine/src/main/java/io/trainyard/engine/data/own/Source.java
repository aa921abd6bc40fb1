package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import java.io.IOException;

/** The images of a folder in one of the formats that are known. */
interface Source {
    /** What is known before an image is decoded. */
    Outline outline();

    /**
     * Reads all images once, in any order, maybe in several threads at a time.
     *
     * @throws DataException naming the file that is damaged
     */
    void read(Receiver receiver) throws DataException, IOException;

    /** Takes images in any order, maybe from several threads at a time. */
    @FunctionalInterface
    interface Receiver {
        /**
         * Takes one image.
         *
         * @param index of the image in the outline
         */
        void take(int index, Picture picture) throws IOException;
    }
}
