package io.trainyard.engine.evidence.answers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which classes are taken for which.
 *
 * @param counts a row for each label, a column for each prediction
 * @param recalls fraction of a class's images that are recognised; 0 for a class without images
 * @param precisions fraction of a prediction's images that are of that class; 0 for a class that is never predicted
 */
public record Confusion(List<List<Integer>> counts, List<Double> recalls, List<Double> precisions) {
    public Confusion {
        counts = counts.stream().map(List::copyOf).toList();
        recalls = List.copyOf(recalls);
        precisions = List.copyOf(precisions);
    }

    static Confusion of(Predictions predictions) {
        int[][] counts = new int[predictions.classes()][predictions.classes()];
        for (int image = 0; image < predictions.count(); image++)
            counts[predictions.label(image)][predictions.prediction(image)]++;
        List<Double> recalls = new ArrayList<>();
        List<Double> precisions = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int label = i;
            recalls.add(fraction(counts[i][i], Arrays.stream(counts[i]).sum()));
            precisions.add(fraction(
                    counts[i][i],
                    Arrays.stream(counts).mapToInt(row -> row[label]).sum()));
        }
        return new Confusion(
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                recalls,
                precisions);
    }

    private static double fraction(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
