package io.trainyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.standalone.client.RunJson;
import io.trainyard.standalone.client.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    @Test
    void convolutionsThatLoseMoreAreSaidToNeedNeighbours() {
        List<RunView> runs = List.of(
                run("fc2layer", false, 0.87),
                run("fc2layer", true, 0.865),
                run("small-cnn", false, 0.95),
                run("small-cnn", true, 0.84));

        assertThat(DemoReport.finding(runs))
                .contains(
                        "With the pixels in order the convolutional network is 8.0 points more accurate than the dense"
                                + " one; permuting the pixels changes its accuracy by -11.0 points and the dense network's by"
                                + " -0.5: convolutions live on what neighbouring pixels have in common, and a dense layer does"
                                + " not.");
    }

    @Test
    void equalLossesShowNothing() {
        List<RunView> runs = List.of(
                run("fc2layer", false, 0.87),
                run("fc2layer", true, 0.80),
                run("small-cnn", false, 0.875),
                run("small-cnn", true, 0.81));

        assertThat(DemoReport.finding(runs))
                .get()
                .asString()
                .contains("about as accurate as the dense one", "do not show that convolutions need");
    }

    @Test
    void missingFiguresGiveNoFinding() {
        assertThat(DemoReport.finding(List.of(run("fc2layer", false, 0.87)))).isEmpty();
    }

    @Test
    void tableHasRowForEachRun() {
        List<String> lines = DemoReport.table(
                        List.of(run("small-cnn", false, 0.9512), RunView.of(RunJson.run("b", "failed", 1))))
                .lines();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains("run a", "6442", "95.12 %");
        assertThat(lines.get(3)).contains("run b", "–");
    }

    private static RunView run(String network, boolean permuted, double accuracy) {
        ObjectNode json = RunJson.metric(RunJson.run("a", "completed", 1), "test_accuracy", accuracy);
        json.withObject("/parameters")
                .put("network", network)
                .put("parameters", 6442)
                .put("pixelsPermuted", permuted);
        return RunView.of(json);
    }
}
