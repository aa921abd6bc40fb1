package io.trainyard.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One pixel that is far larger than all others. Where convolutions take fewer products, a tile's outputs are differences of
 * numbers that it is in, also those that it does not reach: they err by a share of the largest output, and no others err by more.
 */
class OutlierTest {
    private static final int CHANNELS = 32;
    /** With F(4 × 4); half the side, F(2 × 2). */
    private static final int SIDE = 12;

    private static final int TILE = 4;
    private static final int BATCH = 30;
    private static final int ROW = 5;
    private static final int COLUMN = 6;
    /** Of the largest output of the layer. */
    private static final double TOLERANCE = 5e-6;

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e2, 1e4, 1e6, 1e-4})
    void outputsErrByAShareOfTheLargestAtMost(double pixel) {
        verify(SIDE, pixel);
        verify(SIDE / 2, pixel);
    }

    private static void verify(int side, double pixel) {
        Program program = program(side);
        Batch batch = Programs.batch(program);
        batch.setPixel(ROW % side * side + COLUMN % side, (float) pixel);

        try (TrainableNetwork network = Programs.start(new OneDnnDevice(), program)) {
            float[] outputs = outputs(network, batch);
            double[] expected = exact(batch, network.read(State.PARAMETERS), side);

            double largest = 0;
            double error = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                error = Math.max(error, Math.abs(outputs[i] - expected[i]));
            }
            assertThat(error / largest).isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e4, 1e6, 1e30})
    void onlyTilesThatSeeItAreTouched(double pixel) {
        Program program = program(SIDE);
        Batch batch = Programs.batch(program);

        try (TrainableNetwork network = Programs.start(new OneDnnDevice(), program)) {
            float[] before = outputs(network, batch);
            batch.setPixel(ROW * SIDE + COLUMN, (float) pixel);
            float[] after = outputs(network, batch);

            for (int i = 0; i < after.length; i++) {
                int row = i / SIDE % SIDE;
                int column = i % SIDE;
                boolean near =
                        i < CHANNELS * SIDE * SIDE && Math.abs(row - ROW) <= TILE && Math.abs(column - COLUMN) <= TILE;
                if (!near) assertThat(after[i]).isEqualTo(before[i]);
            }
        }
    }

    private static Program program(int side) {
        return Programs.classifier(
                new Shape(CHANNELS, side, side),
                BATCH,
                new Convolution(CHANNELS, 3, 1, 1),
                new Flatten(),
                new Dense(3));
    }

    private static float[] outputs(TrainableNetwork network, Batch batch) {
        network.inspect(batch, new float[3 * BATCH]);
        return network.activation(0).orElseThrow();
    }

    /** The convolution by its definition, in doubles. */
    private static double[] exact(Batch batch, float[] parameters, int side) {
        double[] outputs = new double[BATCH * CHANNELS * side * side];
        for (int i = 0; i < outputs.length; i++) {
            int image = i / (CHANNELS * side * side);
            int filter = i / (side * side) % CHANNELS;
            double sum = parameters[CHANNELS * CHANNELS * 9 + filter];
            for (int tap = 0; tap < CHANNELS * 9; tap++) {
                int y = i / side % side + tap / 3 % 3 - 1;
                int x = i % side + tap % 3 - 1;
                if (y < 0 || y >= side || x < 0 || x >= side) continue;
                double seen = batch.pixel(((image * CHANNELS + tap / 9) * side + y) * side + x);
                sum += seen * parameters[filter * CHANNELS * 9 + tap];
            }
            outputs[i] = sum;
        }
        return outputs;
    }
}
