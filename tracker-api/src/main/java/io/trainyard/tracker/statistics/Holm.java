package io.trainyard.tracker.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Several questions at once (Holm 1979, A simple sequentially rejective multiple test procedure). */
public final class Holm {
    private Holm() {}

    /**
     * The p-values, in their order, made so much greater that with all of them together at most 5 % of true null hypotheses are
     * rejected where these are below 5 %.
     */
    public static double[] adjust(double[] p) {
        List<Integer> order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double least = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int i = order.get(rank);
            least = Math.max(least, Math.min(1, (p.length - rank) * p[i]));
            adjusted[i] = least;
        }
        return adjusted;
    }
}
