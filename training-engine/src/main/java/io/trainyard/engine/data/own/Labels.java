package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Answers that are stored as numbers. */
final class Labels {
    private Labels() {}

    /**
     * Makes labels from 0 of numbers, if classes are to be told.
     *
     * @param values of all images; changed
     */
    static void number(double[] values, Settings settings, Path file) throws DataException {
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!Double.isFinite(value)) throw new DataException(file + ": the answer to image " + i + " is no number");
            if (!settings.isClassified()) continue;
            double label = value - settings.firstLabel();
            int count = settings.classes().size();
            if (label < 0 || label != Math.rint(label) || (count > 0 && label >= count) || label > 1_000_000)
                throw new DataException(file + ": label " + text(value) + " of image " + i + " is none of "
                        + (count == 0
                                ? "the whole numbers from " + settings.firstLabel()
                                : "the " + count + " classes, from " + settings.firstLabel()));
            values[i] = label;
        }
    }

    /** The names that the settings give, else the numbers themselves. */
    static List<String> classes(double[] labels, Settings settings) {
        if (!settings.isClassified()) return List.of();
        if (!settings.classes().isEmpty()) return settings.classes();
        int count = 0;
        for (double label : labels) count = Math.max(count, (int) label + 1);
        return IntStream.range(0, count)
                .mapToObj(label -> Integer.toString(label + settings.firstLabel()))
                .toList();
    }

    static double[] joined(double[] first, double[] second) {
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
