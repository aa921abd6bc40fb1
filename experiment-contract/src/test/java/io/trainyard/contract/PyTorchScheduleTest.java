package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.wire.SpecJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning rates are those of PyTorch's schedulers, as {@code benchmarks/peers/schedules.py} wrote them down. */
class PyTorchScheduleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> cases() throws IOException {
        try (InputStream file = PyTorchScheduleTest.class.getResourceAsStream("/pytorch-schedules.json")) {
            return StreamSupport.stream(JSON.readTree(file).spliterator(), false)
                    .map(node -> Arguments.of(node.get("name").textValue(), node));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void factorsArePyTorchs(String name, JsonNode golden) {
        int epochs = golden.get("epochs").intValue();
        int stepsPerEpoch = golden.get("stepsPerEpoch").intValue();
        ScheduleSpec schedule = schedule(golden.get("schedule"), epochs);
        List<Double> losses = new ArrayList<>();
        golden.get("losses").forEach(loss -> losses.add(loss.doubleValue()));

        for (int i = 0; i < epochs * stepsPerEpoch; i++) {
            int epoch = i / stepsPerEpoch + 1;
            SchedulePosition position = new SchedulePosition(epoch, epochs, i % stepsPerEpoch, stepsPerEpoch);
            // A schedule that asks for no losses is given some all the same.
            List<Double> before = losses.isEmpty() ? Collections.nCopies(epoch - 1, 1.0) : losses.subList(0, epoch - 1);
            double wanted = golden.get("factors").get(i).doubleValue();
            assertThat(schedule.factor(position, before)).as("step " + i).isCloseTo(wanted, within(1e-9 * wanted));
        }
    }

    private static ScheduleSpec schedule(JsonNode schedule, int epochs) {
        ObjectNode run = JSON.createObjectNode().put("name", "golden").put("epochs", epochs);
        run.putObject("network").put("preset", "fc2layer");
        run.putObject("dataset").put("name", "synthetic-digits").put("validationShare", 0.1);
        run.putObject("optimizer").put("learningRate", 1);
        run.set("schedule", schedule);
        return SpecJson.readRun(run).schedule();
    }
}
