package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Placement PLACEMENT =
            new Placement(Optional.of(new DeviceClass("cuda")), 8000, Labels.parse("rack=a"));

    @Test
    void specificationKeepsItsPlacementAndNeedsAWorkerThatKnowsIt() throws IOException {
        ObjectNode run = SpecJson.writeRun(Samples.SPEC);
        run.set("placement", MAPPER.readTree("""
                {"labels": {"rack": "a"}, "memoryMebibytes": 8000, "class": "cuda"}"""));

        RunSpec spec = SpecJson.readRun(run);

        assertThat(spec.placement()).contains(PLACEMENT);
        assertThat(SpecJson.readStoredRun(SpecJson.writeStoredRun(spec))).isEqualTo(spec);
        assertThat(SpecJson.writeStoredRun(spec).path(SpecJson.VERSION).intValue())
                .isEqualTo(5);
        assertThat(PlacementJson.parse(PlacementJson.write(PLACEMENT).toString()))
                .isEqualTo(PLACEMENT);
    }

    @Test
    void specificationThatAsksForNothingIsAsBefore() {
        ObjectNode run = SpecJson.writeRun(Samples.SPEC);
        run.putObject("placement");

        RunSpec spec = SpecJson.readRun(run);

        assertThat(spec).isEqualTo(Samples.SPEC);
        assertThat(SpecJson.writeStoredRun(spec)).isEqualTo(SpecJson.writeStoredRun(Samples.SPEC));
        assertThat(SpecJson.writeRun(spec).has("placement")).isFalse();
    }

    @Test
    void whatIsWrongIsNamedByItsField() throws IOException {
        ObjectNode run = SpecJson.writeRun(Samples.SPEC);
        run.set("placement", MAPPER.readTree("""
                {"class": "GPU", "memoryMebibytes": "much", "labels": {"rack": 5, "zone": "-"}, "rack": "a"}"""));

        assertThatThrownBy(() -> SpecJson.readRun(run))
                .isInstanceOfSatisfying(
                        InvalidSpecException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(error -> error.field())
                                .containsExactlyInAnyOrder(
                                        "placement.class",
                                        "placement.memoryMebibytes",
                                        "placement.labels.rack",
                                        "placement.labels.zone",
                                        "placement.rack"));
    }
}
