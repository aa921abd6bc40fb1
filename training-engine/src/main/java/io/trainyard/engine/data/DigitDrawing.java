package io.trainyard.engine.data;

import io.trainyard.engine.random.RandomStream;

/** Draws one digit with the jitter that its random numbers give. */
final class DigitDrawing {
    /**
     * How far digits may differ.
     *
     * @param shift greatest one along each axis, in pixels
     * @param turn greatest angle to either side, in degrees
     * @param shear greatest slant to either side: how far x moves with y
     */
    record Jitter(double shift, double turn, double shear) {}

    private static final double POINT_JITTER = .02;
    /** Height of an unscaled digit, as part of the image's. */
    private static final double HEIGHT = .72;

    private static final double NOISE = 18;

    private final RandomStream random;
    private final int side;
    private final double turn;
    private final Placement placement;
    private final double halfThickness;
    private final double ink;

    DigitDrawing(RandomStream random, int side, Jitter jitter) {
        this.random = random;
        this.side = side;
        double size = side * HEIGHT;
        double width = size * random.nextDouble(.6, 1.05);
        double height = size * random.nextDouble(.75, 1.1);
        turn = random.nextDouble(-jitter.turn(), jitter.turn());
        double shear = random.nextDouble(-jitter.shear(), jitter.shear());
        double centreX = side / 2.0 + random.nextDouble(-jitter.shift(), jitter.shift());
        double centreY = side / 2.0 + random.nextDouble(-jitter.shift(), jitter.shift());
        placement = Placement.of(width, height, StrictMath.toRadians(turn), shear, centreX, centreY);
        halfThickness = random.nextDouble(.7, 1.7);
        ink = random.nextDouble(150, 255);
    }

    /** How far the digit is turned clockwise, in degrees. */
    double turn() {
        return turn;
    }

    void draw(int digit, byte[] pixels, int offset) {
        double[] image = new double[side * side];
        for (double[] stroke : DigitStrokes.of(digit)) {
            double[] points = place(stroke);
            for (int i = 2; i < points.length; i += 2)
                segment(points[i - 2], points[i - 1], points[i], points[i + 1], image);
        }
        for (int i = 0; i < image.length; i++) {
            double value = image[i] * ink + PixelNoise.next(random) * NOISE;
            pixels[offset + i] = (byte) Math.clamp(Math.round(value), 0, 255);
        }
    }

    private double[] place(double[] stroke) {
        double[] jittered = new double[stroke.length];
        for (int i = 0; i < stroke.length; i++)
            jittered[i] = stroke[i] - .5 + random.nextDouble(-POINT_JITTER, POINT_JITTER);
        return placement.apply(jittered);
    }

    /** Inks the pixels near a segment: fully within the thickness, fading over one pixel at its edge. */
    private void segment(double ax, double ay, double bx, double by, double[] image) {
        double reach = halfThickness + 1;
        int left = Math.max(0, (int) (Math.min(ax, bx) - reach));
        int right = Math.min(side - 1, (int) (Math.max(ax, bx) + reach));
        int top = Math.max(0, (int) (Math.min(ay, by) - reach));
        int bottom = Math.min(side - 1, (int) (Math.max(ay, by) + reach));
        double dx = bx - ax;
        double dy = by - ay;
        double squared = dx * dx + dy * dy + 1e-12;
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++) {
                double px = x + .5 - ax;
                double py = y + .5 - ay;
                double along = Math.clamp((px * dx + py * dy) / squared, 0.0, 1.0);
                double ex = px - along * dx;
                double ey = py - along * dy;
                double cover = Math.clamp(halfThickness + .5 - Math.sqrt(ex * ex + ey * ey), 0.0, 1.0);
                image[y * side + x] = Math.max(image[y * side + x], cover);
            }
    }
}
