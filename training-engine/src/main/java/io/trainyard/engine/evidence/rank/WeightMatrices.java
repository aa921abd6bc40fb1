package io.trainyard.engine.evidence.rank;

import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
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

    public static WeightMatrices of(ParameterLayout layout, float[] parameters) {
        List<Decomposed> all = layout.trained().stream()
                .filter(tensor -> tensor.spec().role() == Role.WEIGHT && fullRank(tensor) <= MAX_FULL_RANK)
                .map(tensor -> Decomposed.of(tensor, parameters))
                .toList();
        return new WeightMatrices(parameters, all);
    }

    private static int fullRank(Tensor tensor) {
        int rows = tensor.spec().shape().getFirst();
        return Math.min(rows, tensor.spec().size() / rows);
    }

    /** How many there are. */
    public int count() {
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
