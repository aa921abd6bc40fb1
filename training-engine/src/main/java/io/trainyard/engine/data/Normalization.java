package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;

/** Turns bytes into floats of mean 0 and deviation 1, channel by channel. */
final class Normalization {
    private static final double WHITE = 255;

    private final int plane;
    private final float[] scale;
    private final float[] offset;

    Normalization(DatasetInfo info) {
        int channels = info.shape().channels();
        plane = info.shape().height() * info.shape().width();
        scale = new float[channels];
        offset = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double deviation = info.standardDeviation().get(channel);
            scale[channel] = (float) (1 / (WHITE * deviation));
            offset[channel] = (float) ((-Images.BLACK / WHITE - info.mean().get(channel)) / deviation);
        }
    }

    /**
     * One image.
     *
     * @param centred pixels as value − 128, from {@code from} on
     * @param image gets its channels × height × width floats
     */
    void apply(byte[] centred, int from, float[] image) {
        for (int channel = 0; channel < scale.length; channel++)
            apply(centred, from + channel * plane, image, channel * plane, plane, scale[channel], offset[channel]);
    }

    /** A method of its own, so that the JVM sees a loop that it can turn into vector instructions. */
    private static void apply(byte[] centred, int from, float[] image, int to, int count, float scale, float offset) {
        for (int i = 0; i < count; i++) image[to + i] = centred[from + i] * scale + offset;
    }
}
