package io.trainyard.engine.vector;

import static io.trainyard.engine.vector.Lanes.COUNT;
import static io.trainyard.engine.vector.Lanes.evens;
import static io.trainyard.engine.vector.Lanes.load;
import static io.trainyard.engine.vector.Lanes.odds;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * From a convolution's results to what the next block sees: the greatest of every 2 × 2 pixels, if pooled, then the ReLU, if
 * any; and the {@link Sources} of the gradient. Of equal pixels the first in reading order is taken, as PyTorch does.
 */
final class Winners {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private final Activation output;
    private final boolean relu;
    private final boolean pooled;
    private final int inputWidth;
    private final Sources sources;
    private final IntVector steps;

    Winners(Flow flow, Sources sources) {
        output = flow.output();
        relu = flow.relu();
        pooled = flow.pooled();
        this.sources = sources;
        inputWidth = flow.input().width;
        steps = IntVector.zero(INTS).addIndex(1).mul(Sources.entry(1, pooled ? 2 : 1));
    }

    /** Takes the results at {@code from} as those of the image's filter. What it writes beyond the last pixel is garbage. */
    void run(float[] results, int from, int image, int filter) {
        int to = image * output.stride + filter * output.pixels();
        int first = sources.first(image, filter);
        int next = first;
        for (int y = 0; y < output.height; y++) {
            for (int x = 0; x < output.width; x += COUNT) {
                int pixel = y * output.width + x;
                FloatVector values;
                IntVector entries;
                if (pooled) {
                    int corner = 2 * (y * inputWidth + x);
                    int at = from + corner;
                    FloatVector left = load(results, at), right = load(results, at + COUNT);
                    FloatVector a = evens(left, right), b = odds(left, right);
                    left = load(results, at + inputWidth);
                    right = load(results, at + inputWidth + COUNT);
                    FloatVector c = evens(left, right), d = odds(left, right);
                    VectorMask<Float> rightAbove = b.compare(VectorOperators.GT, a);
                    VectorMask<Float> rightBelow = d.compare(VectorOperators.GT, c);
                    FloatVector above = a.blend(b, rightAbove), below = c.blend(d, rightBelow);
                    VectorMask<Float> down = below.compare(VectorOperators.GT, above);
                    values = above.blend(below, down);
                    IntVector start = steps.add(Sources.entry(pixel, corner));
                    IntVector upper = start.add(1, rightAbove.cast(INTS));
                    IntVector lower = start.add(inputWidth).add(1, rightBelow.cast(INTS));
                    entries = upper.blend(lower, down.cast(INTS));
                } else {
                    int corner = y * inputWidth + x;
                    values = load(results, from + corner);
                    entries = steps.add(Sources.entry(pixel, corner));
                }
                VectorMask<Float> chosen = Lanes.SPECIES.indexInRange(x, output.width);
                if (relu) {
                    chosen = chosen.and(values.compare(VectorOperators.GT, 0));
                    values = values.blend(0, values.compare(VectorOperators.LE, 0));
                }
                values.intoArray(output.values, to + pixel);
                entries.compress(chosen.cast(INTS)).intoArray(sources.entries, next);
                next += chosen.trueCount();
            }
        }
        sources.setCount(image, filter, next - first);
    }
}
