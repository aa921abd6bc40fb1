package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResumePointTest {
    @Test
    void bestEpochIsTheFirstWithTheLeastValidationLoss() {
        assertThat(ResumePoint.of(results(MetricNames.VALIDATION_LOSS, 0.9, 0.5, 0.7, 0.5, 0.6)))
                .isEqualTo(new ResumePoint(5, 2));
    }

    @Test
    void testLossDecidesNothing() {
        assertThat(ResumePoint.of(results(MetricNames.TEST_LOSS, 0.9, 0.5, 0.7)))
                .isEqualTo(new ResumePoint(3, 3));
    }

    @Test
    void runBeforeItsFirstEpochHasNone() {
        assertThat(ResumePoint.of(List.of())).isEqualTo(new ResumePoint(0, 0));
    }

    private static List<EpochResult> results(String metric, double... losses) {
        List<EpochResult> results = new ArrayList<>();
        for (double loss : losses)
            results.add(new EpochResult(results.size() + 1, Map.of(metric, loss), List.of(), 1, 1));
        return results;
    }
}
