package io.trainyard.engine.evidence.rank;

/**
 * The singular values of a matrix and the directions that belong to them, from the eigenvalues of its Gram matrix: for
 * 512 × 4608 ten times faster than a full decomposition. Squaring loses the values below 10⁻⁸ of the greatest, which the
 * rounding of the weights to single precision has lost before.
 */
final class Decomposition {
    private final Matrix directions;
    private final double[] singularValues;

    private Decomposition(Matrix directions, double[] singularValues) {
        this.directions = directions;
        this.singularValues = singularValues;
    }

    static Decomposition of(Matrix matrix) {
        Matrix directions = LinearAlgebra.gram(matrix);
        double[] eigenvalues = LinearAlgebra.eigen(directions);
        double[] singularValues = new double[eigenvalues.length];
        for (int i = 0; i < singularValues.length; i++)
            singularValues[i] = Math.sqrt(Math.max(0, eigenvalues[eigenvalues.length - 1 - i]));
        return new Decomposition(directions, singularValues);
    }

    /** Greatest first; the array itself, not a copy. */
    double[] singularValues() {
        return singularValues;
    }

    /**
     * The nearest matrix of that rank (Eckart, Young 1936): the matrix, projected on its strongest directions.
     *
     * @param matrix the one that was decomposed
     */
    Matrix approximation(Matrix matrix, int rank) {
        int full = matrix.fullRank();
        if (rank < 1 || rank > full) throw new IllegalArgumentException("rank " + rank + " of at most " + full);
        if (rank == full) return matrix;
        Matrix kept = strongest(rank);
        Matrix projector = LinearAlgebra.multiplyTransposed(kept, kept);
        return matrix.rows() == full
                ? LinearAlgebra.multiply(projector, matrix)
                : LinearAlgebra.multiply(matrix, projector);
    }

    private Matrix strongest(int rank) {
        int full = directions.columns();
        double[] columns = new double[full * rank];
        for (int row = 0; row < full; row++)
            System.arraycopy(directions.values(), row * full + full - rank, columns, row * rank, rank);
        return new Matrix(full, rank, columns);
    }
}
