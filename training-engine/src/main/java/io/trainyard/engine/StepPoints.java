package io.trainyard.engine;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.device.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the points of an epoch: equally far apart, and never more than {@link #MOST}, so that a long epoch has no more than a short one. */
final class StepPoints {
    static final int MOST = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Target target;
    private final int steps;
    private final int apart;
    private List<StepPoint> fresh = new ArrayList<>();
    private Outcome sums = Outcome.NONE;
    private long nanos;

    /**
     * The points of an epoch that begins.
     *
     * @param group so many steps are counted together
     */
    StepPoints(Target target, int steps, int group) {
        this.target = target;
        this.steps = steps;
        apart = group * Math.ceilDiv(Math.ceilDiv(steps, group), MOST);
    }

    /**
     * Some steps are done.
     *
     * @param step the last of them, from 1
     * @param newest what they showed
     * @param took what they took, in ns
     */
    void add(int step, Outcome newest, long took, double learningRate) {
        sums = sums.plus(newest);
        nanos += took;
        if (step % apart != 0 && step != steps) return;
        Map<String, Double> metrics = new TreeMap<>();
        Measures.of(sums, target).addTo(metrics, "train");
        metrics.put(MetricNames.LEARNING_RATE, learningRate);
        metrics.put(MetricNames.IMAGES_PER_SECOND, sums.examples() * NANOS_PER_SECOND / Math.max(1, nanos));
        fresh.add(new StepPoint(step, metrics));
        sums = Outcome.NONE;
        nanos = 0;
    }

    /** Those that were not taken yet, in order. */
    List<StepPoint> take() {
        List<StepPoint> taken = fresh;
        fresh = new ArrayList<>();
        return taken;
    }
}
