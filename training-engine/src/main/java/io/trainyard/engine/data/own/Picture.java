package io.trainyard.engine.data.own;

/** An image as it was read. */
final class Picture {
    private final int channels;
    private final int height;
    private final int width;
    private final byte[] planes;

    /**
     * Of values that lie channel after channel.
     *
     * @param channels 1 or 3
     * @param planes unsigned values, channel after channel, row after row
     */
    Picture(int channels, int height, int width, byte[] planes) {
        if (planes.length != channels * height * width)
            throw new IllegalArgumentException(planes.length + " values of an image");
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.planes = planes;
    }

    int channels() {
        return channels;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    byte[] planes() {
        return planes;
    }

    /** Of values that lie pixel after pixel. */
    static Picture ofPixels(int channels, int height, int width, byte[] pixels) {
        if (channels == 1) return new Picture(1, height, width, pixels);
        byte[] planes = new byte[pixels.length];
        int plane = height * width;
        for (int i = 0; i < plane; i++)
            for (int channel = 0; channel < channels; channel++)
                planes[channel * plane + i] = pixels[i * channels + channel];
        return new Picture(channels, height, width, planes);
    }
}
