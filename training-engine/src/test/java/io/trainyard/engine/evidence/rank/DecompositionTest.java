package io.trainyard.engine.evidence.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class DecompositionTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    /** Its singular values, ranks and approximation below are NumPy's. */
    private static final Matrix HIGH = new Matrix(4, 3, new double[] {2, 0, 1, 1, 3, -1, 0, 1, 4, 5, -2, 1});

    @Test
    void singularValuesAreThoseOfNumPy() {
        double[] values = Decomposition.of(HIGH).singularValues();

        assertThat(values)
                .containsExactly(new double[] {5.906048125846377, 4.119627948840335, 3.3387514280521184}, CLOSE);
    }

    @Test
    void wideMatrixHasTheValuesOfItsTranspose() {
        double[] values = Decomposition.of(transposed(HIGH)).singularValues();

        assertThat(values).containsExactly(Decomposition.of(HIGH).singularValues(), CLOSE);
    }

    @Test
    void approximationIsTheTruncatedSumOfNumPy() {
        double[] nearest = Decomposition.of(HIGH).approximation(HIGH, 2).values();

        assertThat(nearest)
                .containsExactly(
                        new double[] {
                            1.7635293499298936,
                            -0.5410649838122258,
                            1.1117774228327726,
                            -0.29079468582875273,
                            0.04655184232889874,
                            -0.38985365268205185,
                            -0.06151686391280151,
                            0.8592441769526534,
                            4.029078435344466,
                            5.007565028491777,
                            -1.9826905706174154,
                            0.9964240831231417
                        },
                        CLOSE);
    }

    @Test
    void fullRankGivesTheMatrixItself() {
        assertThat(Decomposition.of(HIGH).approximation(HIGH, 3)).isSameAs(HIGH);
    }

    @Test
    void errorOfAnApproximationIsTheRootOfTheDroppedSquares() {
        Matrix matrix = random(20, 70);
        Decomposition decomposition = Decomposition.of(matrix);

        double[] nearest = decomposition.approximation(matrix, 12).values();

        double error = 0;
        for (int i = 0; i < nearest.length; i++) error += Math.pow(nearest[i] - matrix.values()[i], 2);
        double dropped = Arrays.stream(decomposition.singularValues())
                .skip(12)
                .map(value -> value * value)
                .sum();
        assertThat(error).isCloseTo(dropped, within(1e-9));
    }

    @Test
    void rankCountsIndependentDirections() {
        Matrix matrix = new Matrix(3, 3, new double[] {1, 2, 3, 2, 4, 6, 1, 0, 1});

        assertThat(spectrum(matrix).rank()).isEqualTo(2);
    }

    @Test
    void ranksBetweenAreThoseOfNumPy() {
        Spectrum spectrum = spectrum(HIGH);

        assertThat(spectrum.effectiveRank()).isCloseTo(2.915820369074261, CLOSE);
        assertThat(spectrum.stableRank()).isCloseTo(1.806119936012067, CLOSE);
    }

    @Test
    void identityUsesEveryDirectionAlike() {
        Spectrum spectrum = spectrum(new Matrix(3, 3, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}));

        assertThat(spectrum.rank()).isEqualTo(3);
        assertThat(spectrum.effectiveRank()).isCloseTo(3, CLOSE);
        assertThat(spectrum.stableRank()).isCloseTo(3, CLOSE);
    }

    @Test
    void matrixOfZerosHasNoRank() {
        Spectrum spectrum = spectrum(new Matrix(2, 3, new double[6]));

        assertThat(spectrum.rank()).isZero();
        assertThat(spectrum.effectiveRank()).isZero();
        assertThat(spectrum.stableRank()).isZero();
    }

    private static Spectrum spectrum(Matrix matrix) {
        return Spectrum.of(matrix, Decomposition.of(matrix));
    }

    private static Matrix random(int rows, int columns) {
        RandomStream random = new RandomStream(5, Purpose.INITIALIZATION, 0, 0);
        double[] values = new double[rows * columns];
        Arrays.setAll(values, i -> random.nextGaussian());
        return new Matrix(rows, columns, values);
    }

    private static Matrix transposed(Matrix matrix) {
        double[] values = new double[matrix.values().length];
        for (int row = 0; row < matrix.rows(); row++)
            for (int column = 0; column < matrix.columns(); column++)
                values[column * matrix.rows() + row] = matrix.values()[row * matrix.columns() + column];
        return new Matrix(matrix.columns(), matrix.rows(), values);
    }
}
