package io.trainyard.engine.evidence.rank;

import io.trainyard.engine.device.ParameterLayout.Tensor;

/** A matrix in double precision, row after row. */
final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    Matrix(int rows, int columns, double[] values) {
        if (values.length != rows * columns)
            throw new IllegalArgumentException(values.length + " values for " + rows + " × " + columns);
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** A copy of weights: a dense layer's are units × inputs, a convolution's filters × (channels · height · width). */
    static Matrix of(Tensor tensor, float[] parameters) {
        double[] values = new double[tensor.spec().size()];
        for (int i = 0; i < values.length; i++) values[i] = parameters[tensor.offset() + i];
        int rows = tensor.spec().shape().getFirst();
        return new Matrix(rows, values.length / rows, values);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Length of the shorter side: the greatest rank that it can have. */
    int fullRank() {
        return Math.min(rows, columns);
    }

    /** The values themselves, not a copy. */
    double[] values() {
        return values;
    }

    void copyTo(float[] parameters, Tensor tensor) {
        for (int i = 0; i < values.length; i++) parameters[tensor.offset() + i] = (float) values[i];
    }
}
