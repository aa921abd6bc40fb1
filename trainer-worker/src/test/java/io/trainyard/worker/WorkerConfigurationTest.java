package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.worker.WorkerConfiguration.InvalidConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerConfigurationTest {
    @Test
    void referenceFileHoldsUsableDefaults() {
        WorkerSettings settings = WorkerConfiguration.defaults().settings("gpu-host");

        assertThat(settings.name().value()).isEqualTo("gpu-host");
        assertThat(settings.slots()).isEqualTo(1);
        assertThat(settings.dataDirectory()).isEmpty();
        assertThat(settings.downloadsAllowed()).isTrue();
        assertThat(settings.lockDuration()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.spoolDirectory()).isEqualTo(Path.of("trainyard-data/spool/gpu-host"));
    }

    @Test
    void environmentOverridesTheFile() {
        WorkerSettings settings = WorkerConfiguration.defaults()
                .withYaml("my.yaml", "slots: 2\nname: from-file\n")
                .withEnvironment(Map.of("TRAINYARD_WORKER_SLOTS", "3", "HOME", "elsewhere"))
                .settings("host");

        assertThat(settings.slots()).isEqualTo(3);
        assertThat(settings.name().value()).isEqualTo("from-file");
    }

    @Test
    void commandLineOverridesTheEnvironment() {
        WorkerSettings settings = WorkerConfiguration.defaults()
                .withEnvironment(Map.of("TRAINYARD_WORKER_SLOTS", "3"))
                .with("slots", Optional.of("4"))
                .settings("host");

        assertThat(settings.slots()).isEqualTo(4);
    }

    @Test
    void emptyFileChangesNothing() {
        assertThat(WorkerConfiguration.defaults().withYaml("my.yaml", "").settings("host"))
                .isEqualTo(WorkerConfiguration.defaults().settings("host"));
    }

    @Test
    void unknownKeyIsRefusedWithAHint() {
        assertThatThrownBy(() -> WorkerConfiguration.defaults().withYaml("my.yaml", "slot: 2"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("my.yaml")
                .hasMessageContaining("did you mean 'slots'");
    }

    @Test
    void unknownVariableIsRefusedWithAHint() {
        assertThatThrownBy(() -> WorkerConfiguration.defaults()
                        .withEnvironment(Map.of("TRAINYARD_WORKER_KAFKAS", "broker:9092")))
                .hasMessageContaining("TRAINYARD_WORKER_KAFKAS")
                .hasMessageContaining("did you mean 'kafka'");
    }

    @Test
    void valueOfTheWrongKindIsRefused() {
        assertThatThrownBy(() -> WorkerConfiguration.defaults()
                        .withYaml("my.yaml", "slots: many")
                        .settings("host"))
                .hasMessage("slots must be a whole number, but is 'many'");
    }

    @Test
    void valueOutOfRangeIsRefused() {
        assertThatThrownBy(() -> WorkerConfiguration.defaults()
                        .withYaml("my.yaml", "slots: 0")
                        .settings("host"))
                .hasMessageContaining("slots must be 1 to 64");
    }
}
