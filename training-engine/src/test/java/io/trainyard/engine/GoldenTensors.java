package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.engine.device.ParameterLayout;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What a golden case expects of an array of tensors: small ones whole, larger ones by their norm, products with random vectors
 * and some of their numbers, so that no single wrong number stays unseen.
 */
final class GoldenTensors {
    /** A tensor that is tiny beside the others is measured by a share of the norm of all. */
    private static final double SHARE_OF_ALL = 0.03;

    private final JsonNode expected;
    private final double tolerance;
    private final double whole;

    /** @param tolerance of a tensor's norm */
    GoldenTensors(JsonNode expected, double tolerance) {
        this.expected = expected;
        this.tolerance = tolerance;
        double squares = 0;
        for (JsonNode tensor : expected) squares += square(norm(tensor));
        whole = Math.sqrt(squares);
    }

    /**
     * Compares.
     *
     * @param actual all tensors one behind the other
     * @param rounding what each tensor may differ by beside the tolerance
     */
    void check(List<ParameterLayout.Tensor> tensors, double[] actual, double[] rounding) {
        Iterator<String> names = expected.fieldNames();
        for (int i = 0; i < tensors.size(); i++) {
            ParameterLayout.Tensor tensor = tensors.get(i);
            assertThat(names.next()).isEqualTo(tensor.name());
            JsonNode wanted = expected.get(tensor.name());
            double allowed = tolerance * Math.max(norm(wanted), SHARE_OF_ALL * whole) + rounding[i];
            double[] values = Arrays.copyOfRange(actual, tensor.offset(), tensor.end());
            assertThat(distance(i, wanted, values)).as(tensor.name()).isLessThanOrEqualTo(allowed);
        }
        assertThat(names.hasNext()).isFalse();
    }

    private static double distance(int index, JsonNode wanted, double[] actual) {
        if (wanted.isArray()) return norm(minus(actual, wanted));
        double[] products = new double[GoldenNumbers.PROJECTIONS_PER_TENSOR];
        for (int k = 0; k < products.length; k++) {
            int stream = GoldenNumbers.PROJECTIONS + products.length * index + k;
            for (int i = 0; i < actual.length; i++) products[k] += actual[i] * GoldenNumbers.symmetric(stream, i);
        }
        JsonNode samples = wanted.get("samples");
        double[] some = new double[samples.size()];
        for (int i = 0; i < some.length; i++) some[i] = actual[(int) ((long) i * actual.length / some.length)];
        return Math.max(
                Math.abs(norm(actual) - wanted.get("norm").doubleValue()),
                Math.max(norm(minus(products, wanted.get("products"))) / 2, norm(minus(some, samples))));
    }

    private static double[] minus(double[] actual, JsonNode wanted) {
        assertThat(actual).hasSize(wanted.size());
        double[] difference = new double[actual.length];
        for (int i = 0; i < difference.length; i++)
            difference[i] = actual[i] - wanted.get(i).doubleValue();
        return difference;
    }

    private static double norm(JsonNode tensor) {
        return tensor.isArray()
                ? norm(minus(new double[tensor.size()], tensor))
                : tensor.get("norm").doubleValue();
    }

    static double norm(double[] values) {
        double squares = 0;
        for (double value : values) squares += square(value);
        return Math.sqrt(squares);
    }

    private static double square(double value) {
        return value * value;
    }
}
