package io.trainyard.engine.data;

/** Where a drawing lies in an image: a linear map of its own plane, then a shift, both in pixels. */
record Placement(double xx, double xy, double yx, double yy, double shiftX, double shiftY) {
    /**
     * Scales, slants, then turns.
     *
     * @param turn clockwise, in radians, as y points down
     * @param shear how far x moves with y
     */
    static Placement of(double width, double height, double turn, double shear, double centreX, double centreY) {
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        return new Placement(
                width * cos, height * (shear * cos - sin), width * sin, height * (shear * sin + cos), centreX, centreY);
    }

    private double x(double x, double y) {
        return xx * x + xy * y + shiftX;
    }

    private double y(double x, double y) {
        return yx * x + yy * y + shiftY;
    }

    /** Points as x0, y0, x1, y1, … in their places. */
    double[] apply(double[] points) {
        double[] placed = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            placed[i] = x(points[i], points[i + 1]);
            placed[i + 1] = y(points[i], points[i + 1]);
        }
        return placed;
    }
}
