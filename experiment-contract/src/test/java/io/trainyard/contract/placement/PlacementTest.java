package io.trainyard.contract.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.validation.InvalidSpecException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static final WorkerProfile HOPPER =
            new WorkerProfile(new DeviceClass("cuda:sm_90"), 1000L << 20, Labels.parse("rack=a,zone=north"));

    @ParameterizedTest
    @CsvSource({
        "cuda, cuda:sm_90, true",
        "cuda:sm_90, cuda:sm_90, true",
        "cuda:sm_90, cuda, false",
        "cuda:sm_9, cuda:sm_90, false",
        "cud, cuda, false",
        "cpu, cuda, false",
        "cuda:sm_90, cuda:sm_90:mig, true",
    })
    void generalClassIncludesEveryParticularOne(String asked, String has, boolean fits) {
        assertThat(new DeviceClass(asked).includes(new DeviceClass(has))).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "any", "CUDA", "cuda:", "cuda::sm", "cu da", "1cpu", "cuda:sm_90,cpu", "a:b:c:d:e"})
    void whatIsNoClassIsRefused(String text) {
        assertThatThrownBy(() -> new DeviceClass(text)).isInstanceOf(InvalidSpecException.class);
    }

    @Test
    void workerFitsWhereClassMemoryAndLabelsDo() {
        assertThat(placement("cuda", 1000, "rack=a").fits(HOPPER)).isTrue();
        assertThat(placement("cuda", 1001, "rack=a").fits(HOPPER)).isFalse();
        assertThat(placement("cpu", 0, "").fits(HOPPER)).isFalse();
        assertThat(placement("cuda", 0, "rack=b").fits(HOPPER)).isFalse();
        assertThat(placement("cuda", 0, "rack=a,room=1").fits(HOPPER)).isFalse();
        assertThat(new Placement(Optional.empty(), 0, Labels.NONE).fits(HOPPER)).isTrue();
    }

    @Test
    void labelsAreReadAsTheyAreWritten() {
        Labels labels = Labels.parse(" zone = north , rack=a,");

        assertThat(labels).hasToString("rack=a,zone=north");
        assertThat(Labels.parse(labels.toString())).isEqualTo(labels);
        assertThat(Labels.parse("")).isEqualTo(Labels.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rack", "=a", "rack=", "rack=a,rack=b", "rack=-a", "ra ck=a", "rack=a=b"})
    void whatAreNoLabelsIsRefused(String text) {
        assertThatThrownBy(() -> Labels.parse(text)).isInstanceOf(InvalidSpecException.class);
    }

    @Test
    void placementSaysWhatItAsks() {
        assertThat(placement("cuda", 8000, "rack=a")).hasToString("class cuda, 8000 MiB, rack=a");
        assertThat(new Placement(Optional.empty(), 0, Labels.NONE).isAnywhere()).isTrue();
        assertThat(placement("cuda", 0, "").isAnywhere()).isFalse();
    }

    private static Placement placement(String deviceClass, int memory, String labels) {
        return new Placement(Optional.of(new DeviceClass(deviceClass)), memory, Labels.parse(labels));
    }
}
