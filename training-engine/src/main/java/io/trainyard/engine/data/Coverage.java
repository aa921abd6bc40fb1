package io.trainyard.engine.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * How much of each pixel lies within outlines, by the even–odd rule: exact along x, by four lines in each pixel row along y. The
 * same bits on every machine.
 */
final class Coverage {
    /** Told what part of a pixel is covered, 0 to 1. */
    @FunctionalInterface
    interface Painter {
        void paint(int pixel, double share);
    }

    private static final int LINES = 4;
    private static final int MAX_CROSSINGS = 256;

    private final int side;
    private final double[] cover;
    private final double[] crossings = new double[MAX_CROSSINGS];

    Coverage(int side) {
        this.side = side;
        cover = new double[side];
    }

    /** Calls the painter for every pixel that the outlines touch. */
    void paint(List<double[]> outlines, Painter painter) {
        int top = Math.max(0, (int) Math.floor(bound(outlines, Math::min)));
        int bottom = Math.min(side, (int) Math.ceil(bound(outlines, Math::max)));
        for (int row = top; row < bottom; row++) {
            Arrays.fill(cover, 0);
            for (int line = 0; line < LINES; line++) {
                int count = cross(outlines, row + (line + .5) / LINES);
                Arrays.sort(crossings, 0, count);
                for (int i = 0; i + 1 < count; i += 2) fill(crossings[i], crossings[i + 1]);
            }
            for (int x = 0; x < side; x++) if (cover[x] > 0) painter.paint(row * side + x, cover[x]);
        }
    }

    /** The least or greatest y. */
    private static double bound(List<double[]> outlines, DoubleBinaryOperator choice) {
        double bound = outlines.getFirst()[1];
        for (double[] outline : outlines)
            for (int i = 1; i < outline.length; i += 2) bound = choice.applyAsDouble(bound, outline[i]);
        return bound;
    }

    private int cross(List<double[]> outlines, double y) {
        int count = 0;
        for (double[] outline : outlines) {
            double x0 = outline[outline.length - 2];
            double y0 = outline[outline.length - 1];
            for (int i = 0; i < outline.length; i += 2) {
                double x1 = outline[i];
                double y1 = outline[i + 1];
                if (y0 <= y != y1 <= y) crossings[count++] = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
                x0 = x1;
                y0 = y1;
            }
        }
        return count;
    }

    private void fill(double from, double to) {
        double left = Math.max(from, 0);
        double right = Math.min(to, side);
        for (int x = (int) left; x < right; x++) cover[x] += (Math.min(right, x + 1) - Math.max(left, x)) / LINES;
    }
}
