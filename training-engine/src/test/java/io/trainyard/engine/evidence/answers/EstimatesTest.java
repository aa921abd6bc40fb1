package io.trainyard.engine.evidence.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.dataset.Target.Quantity;
import io.trainyard.engine.evidence.answers.EstimateReport.Estimate;
import org.junit.jupiter.api.Test;

final class EstimatesTest {
    private static final Quantity ANGLE = new Quantity("angle", "°", -45, 45);
    /** Off by 9°, −18° and 0°. */
    private static final Estimates THREE =
            new Estimates(new float[] {.4f, -.6f, 1}, new float[] {.2f, -.2f, 1}, ANGLE.scale());

    @Test
    void errorsAreInTheUnitOfTheQuantity() {
        EstimateReport report = EstimateReport.of(THREE, ANGLE);

        assertThat(report.meanAbsoluteError()).isCloseTo(9, within(1e-5));
        assertThat(report.rootMeanSquaredError()).isCloseTo(Math.sqrt((81 + 324) / 3.0), within(1e-5));
        assertThat(report.meanError()).isCloseTo(-3, within(1e-5));
        assertThat(report.unit()).isEqualTo("°");
    }

    @Test
    void greatestErrorsComeFirst() {
        EstimateReport report = EstimateReport.of(THREE, ANGLE);

        assertThat(report.worst()).extracting(Estimate::image).containsExactly(1, 0, 2);
        assertThat(report.first()).extracting(Estimate::image).containsExactly(0, 1, 2);
    }
}
