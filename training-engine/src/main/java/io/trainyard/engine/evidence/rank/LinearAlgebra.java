package io.trainyard.engine.evidence.rank;

import org.bytedeco.openblas.global.openblas;

/** The three operations on matrices that evidence needs, by OpenBLAS, which ND4J brings along. */
final class LinearAlgebra {
    private static final byte WITH_VECTORS = 'V';
    private static final byte LOWER = 'L';

    private LinearAlgebra() {}

    /** A·Aᵀ if A is at least as wide as high, else Aᵀ·A: always the smaller of the two. Only the lower triangle is filled. */
    static Matrix gram(Matrix a) {
        int side = a.fullRank();
        boolean wide = a.rows() == side;
        double[] product = new double[side * side];
        openblas.cblas_dsyrk(
                openblas.CblasRowMajor,
                openblas.CblasLower,
                wide ? openblas.CblasNoTrans : openblas.CblasTrans,
                side,
                wide ? a.columns() : a.rows(),
                1,
                a.values(),
                a.columns(),
                0,
                product,
                side);
        return new Matrix(side, side, product);
    }

    /**
     * Replaces a symmetric matrix, of which the lower triangle is read, by its eigenvectors, one a column.
     *
     * @return the eigenvalues, least first
     */
    static double[] eigen(Matrix symmetric) {
        int side = symmetric.rows();
        double[] eigenvalues = new double[side];
        int info = openblas.LAPACKE_dsyevd(
                openblas.LAPACK_ROW_MAJOR, WITH_VECTORS, LOWER, side, symmetric.values(), side, eigenvalues);
        if (info != 0) throw new ArithmeticException("the eigenvalues were not found: LAPACK says " + info);
        return eigenvalues;
    }

    /** A·B. */
    static Matrix multiply(Matrix a, Matrix b) {
        return multiply(a, b, openblas.CblasNoTrans);
    }

    /** A·Bᵀ. */
    static Matrix multiplyTransposed(Matrix a, Matrix b) {
        return multiply(a, b, openblas.CblasTrans);
    }

    private static Matrix multiply(Matrix a, Matrix b, int transposition) {
        int columns = transposition == openblas.CblasNoTrans ? b.columns() : b.rows();
        double[] product = new double[a.rows() * columns];
        openblas.cblas_dgemm(
                openblas.CblasRowMajor,
                openblas.CblasNoTrans,
                transposition,
                a.rows(),
                columns,
                a.columns(),
                1,
                a.values(),
                a.columns(),
                b.values(),
                b.columns(),
                0,
                product,
                columns);
        return new Matrix(a.rows(), columns, product);
    }
}
