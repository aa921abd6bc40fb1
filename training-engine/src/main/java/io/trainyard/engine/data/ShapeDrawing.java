package io.trainyard.engine.data;

import io.trainyard.engine.random.RandomStream;
import java.util.List;

/**
 * Draws one shape over a background that runs from one colour to another, with clutter and noise. No colour tells the shape:
 * all are drawn alike, and the shape is light on dark as often as dark on light.
 */
final class ShapeDrawing {
    private static final int CHANNELS = 3;
    private static final double MIN_RADIUS = .2;
    private static final double MAX_RADIUS = .38;
    private static final double MAX_STRETCH = 1.2;
    private static final int CLUTTER = 4;
    private static final double NOISE = 20;
    /** How far the shape's colour is from the background's, at least, of 255·√3. */
    private static final double MIN_CONTRAST = 90;

    private final RandomStream random;
    private final int side;
    private final double[] image;
    private final Coverage coverage;

    ShapeDrawing(RandomStream random, int side) {
        this.random = random;
        this.side = side;
        image = new double[CHANNELS * side * side];
        coverage = new Coverage(side);
    }

    void draw(int shape, byte[] pixels, int offset) {
        double[] from = colour();
        double[] to = colour();
        background(from, to);
        for (int i = 0; i < CLUTTER; i++) {
            double radius = random.nextDouble(.8, 2.2);
            paint(0, placement(radius, random.nextDouble(0, side), random.nextDouble(0, side)), colour());
        }
        double radius = side * random.nextDouble(MIN_RADIUS, MAX_RADIUS);
        double centreX = random.nextDouble(radius, side - radius);
        double centreY = random.nextDouble(radius, side - radius);
        paint(shape, placement(radius, centreX, centreY), colourUnlike(from, to));
        for (int i = 0; i < image.length; i++)
            pixels[offset + i] = (byte) Math.clamp(Math.round(image[i] + PixelNoise.next(random) * NOISE), 0, 255);
    }

    private Placement placement(double radius, double centreX, double centreY) {
        double stretch = StrictMath.sqrt(random.nextDouble(1 / MAX_STRETCH, MAX_STRETCH));
        double turn = random.nextDouble(0, 2 * Math.PI);
        return Placement.of(radius * stretch, radius / stretch, turn, 0, centreX, centreY);
    }

    private void background(double[] from, double[] to) {
        double angle = random.nextDouble(0, 2 * Math.PI);
        double dx = StrictMath.cos(angle) / (side * Math.sqrt(2));
        double dy = StrictMath.sin(angle) / (side * Math.sqrt(2));
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++) {
                double share = .5 + (x + .5 - side / 2.0) * dx + (y + .5 - side / 2.0) * dy;
                for (int channel = 0; channel < CHANNELS; channel++)
                    image[(channel * side + y) * side + x] = from[channel] + share * (to[channel] - from[channel]);
            }
    }

    private void paint(int shape, Placement placement, double[] colour) {
        List<double[]> outlines =
                ShapeOutlines.of(shape).stream().map(placement::apply).toList();
        coverage.paint(outlines, (pixel, share) -> {
            for (int channel = 0; channel < CHANNELS; channel++) {
                int at = channel * side * side + pixel;
                image[at] += share * (colour[channel] - image[at]);
            }
        });
    }

    private double[] colour() {
        return new double[] {random.nextDouble(0, 255), random.nextDouble(0, 255), random.nextDouble(0, 255)};
    }

    private double[] colourUnlike(double[] first, double[] second) {
        double[] colour = colour();
        while (distance(colour, first) < MIN_CONTRAST || distance(colour, second) < MIN_CONTRAST) colour = colour();
        return colour;
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < CHANNELS; i++) squares += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(squares);
    }
}
