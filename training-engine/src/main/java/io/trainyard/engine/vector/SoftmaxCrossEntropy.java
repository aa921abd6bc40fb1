package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;
import static io.trainyard.engine.vector.Lanes.all;
import static io.trainyard.engine.vector.Lanes.load;
import static io.trainyard.engine.vector.Lanes.zero;

import io.trainyard.engine.device.Batch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Loss −Σ tᵢ·log softmax(x)ᵢ with t = (1 − ε)·[i is the label] + ε/classes, and its gradient by the scores, (softmax(x) − t) /
 * batch size. A lane is an image: the scores of as many images as a vector has lanes are turned, so that the sums over the
 * classes run in order.
 */
final class SoftmaxCrossEntropy {
    private final Activation scores;
    private final int classes;
    private final float onLabel;
    private final float onAll;
    private final float[] turned;
    private final float[] maxima = new float[COUNT];
    private final float[] totals = new float[COUNT];
    private double lossSum;
    private double logLikelihoodSum;
    private int correct;

    SoftmaxCrossEntropy(Activation scores, double smoothing) {
        this.scores = scores;
        classes = scores.size();
        onLabel = (float) (1 - smoothing);
        onAll = (float) (smoothing / classes);
        turned = new float[classes * COUNT];
    }

    void run(Slice slice, Batch batch) {
        lossSum = 0;
        logLikelihoodSum = 0;
        correct = 0;
        float scale = 1f / batch.size();
        for (int first = 0; first < slice.images(); first += COUNT) {
            int images = Math.min(COUNT, slice.images() - first);
            probabilities(first, images, scale);
            for (int lane = 0; lane < images; lane++)
                finish((first + lane) * scores.stride, lane, batch.labels()[slice.first() + first + lane], scale);
            // A total is at most the number of classes, so that the product of a vector's totals is far from overflow.
            double product = 1;
            for (int lane = 0; lane < images; lane++) product *= totals[lane];
            double logTotals = Math.log(product);
            lossSum += logTotals;
            logLikelihoodSum -= logTotals;
        }
    }

    private void probabilities(int first, int images, float scale) {
        for (int lane = 0; lane < images; lane++)
            for (int c = 0, at = (first + lane) * scores.stride; c < classes; c++)
                turned[c * COUNT + lane] = scores.values[at + c];
        FloatVector greatest = load(turned, 0);
        for (int c = 1; c < classes; c++) {
            FloatVector x = load(turned, c * COUNT);
            greatest = greatest.blend(x, x.compare(VectorOperators.GT, greatest));
        }
        greatest.intoArray(maxima, 0);
        FloatVector total = zero();
        for (int c = 0; c < classes; c++) {
            FloatVector e = Exponential.of(load(turned, c * COUNT).sub(greatest));
            e.intoArray(turned, c * COUNT);
            total = total.add(e);
        }
        total.intoArray(totals, 0);
        FloatVector factor = all(scale).div(total);
        for (int c = 0; c < classes; c++) load(turned, c * COUNT).mul(factor).intoArray(turned, c * COUNT);
    }

    private void finish(int at, int lane, int label, float scale) {
        float greatest = maxima[lane];
        double expected = onLabel * scores.values[at + label];
        boolean first = true;
        for (int c = 0; c < classes; c++) {
            scores.gradient[at + c] = turned[c * COUNT + lane] - onAll * scale;
            expected += onAll * scores.values[at + c];
            first &= c >= label || scores.values[at + c] < greatest;
        }
        scores.gradient[at + label] -= onLabel * scale;
        lossSum += greatest - expected;
        logLikelihoodSum += scores.values[at + label] - greatest;
        if (first && scores.values[at + label] == greatest) correct++;
    }

    double lossSum() {
        return lossSum;
    }

    /** Sum over the images of log softmax(x) of the label. */
    double logLikelihoodSum() {
        return logLikelihoodSum;
    }

    /** Images whose label has the greatest score, and the first of several greatest. */
    int correct() {
        return correct;
    }
}
