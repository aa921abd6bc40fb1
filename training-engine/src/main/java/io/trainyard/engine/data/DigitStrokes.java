package io.trainyard.engine.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The ten digits as polylines in the unit square: x to the right, y down. */
final class DigitStrokes {
    private static final int DEGREES_PER_SEGMENT = 25;

    private static final List<List<double[]>> DIGITS = List.of(
            List.of(arc(.5, .5, .28, .42, 0, 360)),
            List.of(line(.35, .25, .52, .08, .52, .92)),
            List.of(join(arc(.5, .31, .26, .23, 190, 400), line(.22, .92, .8, .92))),
            List.of(join(arc(.47, .29, .25, .21, 200, 450), arc(.47, .71, .28, .21, 270, 520))),
            List.of(line(.62, .92, .62, .08, .2, .65, .82, .65)),
            List.of(join(line(.75, .08, .3, .08, .27, .45), arc(.48, .66, .27, .26, 230, 510))),
            List.of(line(.68, .08, .45, .25, .3, .5, .25, .7), arc(.5, .7, .25, .22, 0, 360)),
            List.of(line(.2, .08, .8, .08, .42, .92)),
            List.of(arc(.5, .29, .22, .2, 0, 360), arc(.5, .71, .27, .22, 0, 360)),
            List.of(arc(.5, .31, .25, .23, 0, 360), line(.75, .31, .72, .6, .6, .92)));

    private DigitStrokes() {}

    /** Each stroke as x0, y0, x1, y1, … */
    static List<double[]> of(int digit) {
        return DIGITS.get(digit);
    }

    private static double[] line(double... points) {
        return points;
    }

    private static double[] join(double[] first, double[] second) {
        return Stream.of(first, second).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Part of an ellipse; 0 degrees point to the right, 90 degrees down. */
    private static double[] arc(
            double centreX, double centreY, double radiusX, double radiusY, int fromDegrees, int toDegrees) {
        int segments = (toDegrees - fromDegrees) / DEGREES_PER_SEGMENT + 1;
        double[] points = new double[2 * (segments + 1)];
        for (int i = 0; i <= segments; i++) {
            double angle = StrictMath.toRadians(fromDegrees + (double) (toDegrees - fromDegrees) * i / segments);
            points[2 * i] = centreX + radiusX * StrictMath.cos(angle);
            points[2 * i + 1] = centreY + radiusY * StrictMath.sin(angle);
        }
        return points;
    }
}
