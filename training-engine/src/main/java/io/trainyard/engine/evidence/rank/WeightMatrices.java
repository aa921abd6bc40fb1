package io.trainyard.engine.evidence.rank;

import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The matrices of weights of a trained network, decomposed. */
public final class WeightMatrices {
    /** Longer shorter sides cost minutes and gigabytes. */
    private static final int MAX_FULL_RANK = 4096;

    private final float[] parameters;
    private final List<Decomposed> all;

    private WeightMatrices(float[] parameters, List<Decomposed> all) {
        this.parameters = parameters;
        this.all = all;
    }

    private record Decomposed(Tensor tensor, Spectrum spectrum, Decomposition decomposition) {
        static Decomposed of(Tensor tensor, float[] parameters) {
            Matrix matrix = Matrix.of(tensor, parameters);
            Decomposition decomposition = Decomposition.of(matrix);
            return new Decomposed(tensor, Spectrum.of(matrix, decomposition), decomposition);
        }
    }

    /**
     * Decomposes one after the other, the larger the longer.
     *
     * @param afterEach called when a matrix is done
     */
    public static WeightMatrices of(ParameterLayout layout, float[] parameters, Runnable afterEach) {
        List<Decomposed> all = new ArrayList<>();
        for (Tensor tensor : matrices(layout)) {
            all.add(Decomposed.of(tensor, parameters));
            afterEach.run();
        }
        return new WeightMatrices(parameters, all);
    }

    private static List<Tensor> matrices(ParameterLayout layout) {
        return layout.trained().stream()
                .filter(tensor -> tensor.spec().role() == Role.WEIGHT && fullRank(tensor) <= MAX_FULL_RANK)
                .toList();
    }

    private static int fullRank(Tensor tensor) {
        int rows = tensor.spec().shape().getFirst();
        return Math.min(rows, tensor.spec().size() / rows);
    }

    /** Bytes of the heap that it takes to decompose all matrices of a network and to reduce them, beside the parameters. */
    public static long bytesOnHeap(ParameterLayout layout) {
        long directions = 0;
        long largest = 0;
        for (Tensor tensor : matrices(layout)) {
            long square = (long) fullRank(tensor) * fullRank(tensor);
            directions += square;
            // The matrix and the reduced one; the directions that are kept, and what projects on them.
            largest = Math.max(largest, 2L * tensor.spec().size() + 2 * square);
        }
        return Double.BYTES * (directions + largest);
    }

    /** Bytes that LAPACK takes outside the heap to decompose the largest matrix: a transposed copy, and twice as much to work in. */
    public static long bytesBeside(ParameterLayout layout) {
        return matrices(layout).stream()
                .mapToLong(tensor -> 3L * Double.BYTES * fullRank(tensor) * fullRank(tensor))
                .max()
                .orElse(0);
    }

    /** How many such matrices a network has. */
    public static int count(ParameterLayout layout) {
        return matrices(layout).size();
    }

    int count() {
        return all.size();
    }

    String name(int index) {
        return all.get(index).tensor().name();
    }

    Spectrum spectrum(int index) {
        return all.get(index).spectrum();
    }

    /** A copy of the network's parameters. */
    float[] parameters() {
        return parameters.clone();
    }

    /** Replaces a matrix among the parameters by the nearest of that rank. */
    void reduce(int index, int rank, float[] target) {
        Decomposed matrix = all.get(index);
        matrix.decomposition()
                .approximation(Matrix.of(matrix.tensor(), parameters), rank)
                .copyTo(target, matrix.tensor());
    }
}
