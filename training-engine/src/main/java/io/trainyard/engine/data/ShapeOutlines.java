package io.trainyard.engine.data;

import java.util.ArrayList;
import java.util.List;

/** The shapes as closed outlines around the origin, within a radius of about 1: x to the right, y down. */
final class ShapeOutlines {
    private static final int DEGREES_PER_SIDE = 9;

    private static final List<List<double[]>> SHAPES = List.of(
            List.of(circle(.85)),
            List.of(circle(.95), circle(.55)),
            List.of(polygon(3, 1.05)),
            List.of(polygon(4, 1.05)),
            List.of(polygon(5, .95)),
            List.of(star(5, 1.1, .44)),
            List.of(cross(.95, .3)),
            List.of(heart()),
            List.of(crescent(1, .8, .45)),
            List.of(new double[] {-1, -.25, .1, -.25, .1, -.75, 1.05, 0, .1, .75, .1, .25, -1, .25}));

    private ShapeOutlines() {}

    /** Each outline as x0, y0, x1, y1, …; what lies within two of them is a hole. */
    static List<double[]> of(int shape) {
        return SHAPES.get(shape);
    }

    static int count() {
        return SHAPES.size();
    }

    private static double[] polygon(int sides, double radius) {
        // On the straight line between two corners of a star with as many points, its inner radius makes no corner.
        return star(sides, radius, radius * StrictMath.cos(Math.PI / sides));
    }

    private static double[] cross(double arm, double half) {
        return new double[] {
            -half, -arm, half, -arm, half, -half, arm, -half, arm, half, half, half, half, arm, -half, arm, -half, half,
            -arm, half, -arm, -half, -half, -half
        };
    }

    /** Points alternately far out and further in. */
    private static double[] star(int points, double outer, double inner) {
        List<Double> corners = new ArrayList<>();
        for (int i = 0; i < 2 * points; i++)
            add(corners, 0, i % 2 == 0 ? outer : inner, StrictMath.toRadians(180.0 * i / points - 90));
        return flat(corners);
    }

    private static double[] circle(double radius) {
        List<Double> corners = new ArrayList<>();
        addArc(corners, 0, radius, 0, 360);
        return flat(corners);
    }

    /** The classical curve x = sin³t, y = −(13·cos t − 5·cos 2t − 2·cos 3t − cos 4t)/16. */
    private static double[] heart() {
        List<Double> corners = new ArrayList<>();
        for (int degrees = 0; degrees < 360; degrees += DEGREES_PER_SIDE) {
            double t = StrictMath.toRadians(degrees);
            double sin = StrictMath.sin(t);
            corners.add(sin * sin * sin);
            corners.add((-13 * StrictMath.cos(t)
                            + 5 * StrictMath.cos(2 * t)
                            + 2 * StrictMath.cos(3 * t)
                            + StrictMath.cos(4 * t))
                    / 16);
        }
        return flat(corners);
    }

    /** A disc without a smaller one whose centre lies to the right. */
    private static double[] crescent(double outer, double inner, double distance) {
        double tipX = (outer * outer - inner * inner + distance * distance) / (2 * distance);
        double outerTip = StrictMath.toDegrees(StrictMath.acos(tipX / outer));
        double innerTip = StrictMath.toDegrees(StrictMath.acos((tipX - distance) / inner));
        List<Double> corners = new ArrayList<>();
        addArc(corners, 0, outer, outerTip, 360 - outerTip);
        addArc(corners, distance, inner, 360 - innerTip, innerTip);
        return flat(corners);
    }

    private static void addArc(
            List<Double> corners, double centreX, double radius, double fromDegrees, double toDegrees) {
        int sides = (int) Math.ceil(Math.abs(toDegrees - fromDegrees) / DEGREES_PER_SIDE);
        for (int i = 0; i <= sides; i++)
            add(corners, centreX, radius, StrictMath.toRadians(fromDegrees + (toDegrees - fromDegrees) * i / sides));
    }

    private static void add(List<Double> corners, double centreX, double radius, double angle) {
        corners.add(centreX + radius * StrictMath.cos(angle));
        corners.add(radius * StrictMath.sin(angle));
    }

    private static double[] flat(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
