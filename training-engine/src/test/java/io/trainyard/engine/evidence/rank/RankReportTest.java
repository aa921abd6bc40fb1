package io.trainyard.engine.evidence.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.ParameterLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankReportTest {
    private static final ParameterLayout LAYOUT = ParameterLayout.of(
            Network.of(new Shape(20, 1, 1), 1, List.of(new LayerSpec.Dense(20, false), new LayerSpec.Dense(1, false))));

    /** The first matrix has the singular values 20, 19, …, 1 on its diagonal; the second is a row of ones. */
    private static float[] parameters() {
        float[] parameters = new float[LAYOUT.parameters()];
        for (int i = 0; i < 20; i++) parameters[i * 20 + i] = 20 - i;
        for (int i = 400; i < 420; i++) parameters[i] = 1;
        return parameters;
    }

    /** Counts the values of the diagonal that are left. */
    private static double kept(float[] parameters) {
        int kept = 0;
        for (int i = 0; i < 20; i++) if (Math.abs(parameters[i * 20 + i]) > .5) kept++;
        return kept;
    }

    private static final RankReport REPORT = report(true);

    private static RankReport report(boolean eachAlone) {
        RankReport.Measure measure = new RankReport.Measure("kept", 5, RankReportTest::kept);
        return RankReport.of(WeightMatrices.of(LAYOUT, parameters(), () -> {}), measure, eachAlone);
    }

    @Test
    void strongestDirectionsAreKept() {
        RankReport.Layer first = REPORT.layers().getFirst();

        assertThat(first.tensor()).isEqualTo("0.weight");
        assertThat(first.ranks()).containsExactly(1, 1, 2, 4, 7, 10, 15);
        assertThat(first.alone()).containsExactly(1.0, 1.0, 2.0, 4.0, 7.0, 10.0, 15.0);
    }

    @Test
    void allMatricesAreReducedTogether() {
        assertThat(REPORT.whole()).isEqualTo(20);
        assertThat(REPORT.together()).containsExactly(1.0, 1.0, 2.0, 4.0, 7.0, 10.0, 15.0);
    }

    @Test
    void otherMatricesStayAsTheyAre() {
        assertThat(REPORT.layers().getLast().alone()).containsOnly(20.0);
    }

    @Test
    void everyMatrixIsMeasuredAtEveryFractionAndAllTogether() {
        assertThat(RankReport.measurements(2)).isEqualTo(1 + 7 * 3);
        assertThat(RankReport.measurements(0)).isEqualTo(1 + 7);
    }

    @Test
    void matricesAreNotMeasuredAloneWhereThatCostsTooMuch() {
        RankReport report = report(false);

        assertThat(report.layers())
                .allSatisfy(layer -> assertThat(layer.alone()).isEmpty());
        assertThat(report.layers().getFirst().spectrum().rank()).isEqualTo(20);
        assertThat(report.together()).isEqualTo(REPORT.together());
    }
}
