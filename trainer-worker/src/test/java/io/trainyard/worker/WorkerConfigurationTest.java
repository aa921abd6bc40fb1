package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.configuration.InvalidConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkerConfigurationTest {
    @Test
    void referenceFileHoldsUsableDefaults() {
        WorkerSettings settings = settings("", "gpu-host");

        assertThat(settings.name().value()).isEqualTo("gpu-host");
        assertThat(settings.slots()).isEqualTo(1);
        assertThat(settings.dataDirectory()).isEmpty();
        assertThat(settings.downloadsAllowed()).isTrue();
        assertThat(settings.spoolDirectory()).isEqualTo(Path.of("trainyard-data/spool/gpu-host"));
    }

    @Test
    void nameOfTheMachineBecomesAUsableName() {
        assertThat(settings("", "rack 7/höst").name().value()).isEqualTo("rack-7-h-st");
    }

    @Test
    void chosenNameNamesTheSpoolToo() {
        WorkerSettings settings = settings("name: mine", "host");

        assertThat(settings.name().value()).isEqualTo("mine");
        assertThat(settings.spoolDirectory()).isEqualTo(Path.of("trainyard-data/spool/mine"));
    }

    @Test
    void valueOutOfRangeIsRefused() {
        assertThatThrownBy(() -> settings("slots: 0", "host"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("slots must be 1 to 64");
    }

    @Test
    void folderMustBeNamed() {
        assertThatThrownBy(() -> settings("artifacts:", "host")).hasMessage("artifacts must name a folder");
    }

    private static WorkerSettings settings(String yaml, String hostName) {
        return WorkerConfiguration.settings(WorkerConfiguration.defaults().withYaml("my.yaml", yaml), hostName);
    }
}
