package io.trainyard.engine.data.own;

import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.own.Settings.Fit;

/**
 * Brings images to one shape. Grey is the luma of ITU-R BT.601. Sizes change by a triangular filter as wide as the images shrink, in
 * floats, first along rows, then along columns: the same bits on every machine.
 */
final class Shaping {
    private final Shape shape;
    private final Fit fit;

    Shaping(Shape shape, Fit fit) {
        this.shape = shape;
        this.fit = fit;
    }

    /** The image's values, channel after channel. */
    byte[] shape(Picture picture) {
        byte[] planes = coloured(picture, shape.channels());
        if (picture.height() == shape.height() && picture.width() == shape.width()) return planes;
        Axis rows = axis(picture.height(), shape.height(), picture);
        Axis columns = axis(picture.width(), shape.width(), picture);
        byte[] scaled = new byte[shape.size()];
        int from = picture.height() * picture.width();
        int to = shape.height() * shape.width();
        for (int channel = 0; channel < shape.channels(); channel++)
            scale(planes, channel * from, picture.width(), rows, columns, scaled, channel * to);
        return scaled;
    }

    private static byte[] coloured(Picture picture, int channels) {
        byte[] planes = picture.planes();
        if (picture.channels() == channels) return planes;
        int plane = picture.height() * picture.width();
        byte[] coloured = new byte[channels * plane];
        for (int i = 0; i < plane; i++)
            if (channels == 1) coloured[i] = luma(planes[i], planes[plane + i], planes[2 * plane + i]);
            else coloured[i] = coloured[plane + i] = coloured[2 * plane + i] = planes[i];
        return coloured;
    }

    private static byte luma(byte red, byte green, byte blue) {
        return (byte) ((19_595 * (red & 0xFF) + 38_470 * (green & 0xFF) + 7_471 * (blue & 0xFF) + (1 << 15)) >> 16);
    }

    private Axis axis(int from, int to, Picture picture) {
        double perHeight = (double) picture.height() / shape.height();
        double perWidth = (double) picture.width() / shape.width();
        double step = fit == Fit.STRETCH ? (double) from / to : Math.min(perHeight, perWidth);
        return new Axis(from, to, step);
    }

    private static void scale(byte[] pixels, int start, int width, Axis rows, Axis columns, byte[] scaled, int at) {
        float[] narrow = new float[rows.from * columns.to];
        for (int y = 0; y < rows.from; y++)
            for (int x = 0; x < columns.to; x++) {
                float sum = 0;
                float[] weights = columns.weights[x];
                int first = start + y * width + columns.first[x];
                for (int i = 0; i < weights.length; i++) sum += weights[i] * (pixels[first + i] & 0xFF);
                narrow[y * columns.to + x] = sum;
            }
        for (int y = 0; y < rows.to; y++)
            for (int x = 0; x < columns.to; x++) {
                float sum = 0;
                float[] weights = rows.weights[y];
                for (int i = 0; i < weights.length; i++)
                    sum += weights[i] * narrow[(rows.first[y] + i) * columns.to + x];
                scaled[at + y * columns.to + x] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
            }
    }

    /** What each pixel of the result is made of along one side. */
    private static final class Axis {
        private final int from;
        private final int to;
        private final int[] first;
        private final float[][] weights;

        /**
         * @param step pixels of the image for one of the result; what is left over is cut off on both ends
         */
        Axis(int from, int to, double step) {
            this.from = from;
            this.to = to;
            first = new int[to];
            weights = new float[to][];
            double offset = (from - to * step) / 2;
            double support = Math.max(1, step);
            for (int i = 0; i < to; i++) {
                double centre = offset + (i + 0.5) * step;
                int begin = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(from, (int) (centre + support + 0.5));
                double[] exact = new double[end - begin];
                double sum = 0;
                for (int j = begin; j < end; j++) {
                    exact[j - begin] = Math.max(0, 1 - Math.abs((j + 0.5 - centre) / support));
                    sum += exact[j - begin];
                }
                first[i] = begin;
                weights[i] = new float[exact.length];
                for (int j = 0; j < exact.length; j++) weights[i][j] = (float) (exact[j] / sum);
            }
        }
    }
}
