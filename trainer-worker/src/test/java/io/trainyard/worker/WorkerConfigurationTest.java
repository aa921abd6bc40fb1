package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.configuration.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void filesForATrackerLieInAFolderOfTheWorkersOwn() {
        FileSettings files =
                settings("artifact_store: https://tracker:8443", "host").files();

        assertThat(files.tracker())
                .hasValueSatisfying(address -> assertThat(address).hasHost("tracker"));
        assertThat(files.folder()).isEqualTo(Path.of("trainyard-data/artifacts/of-host"));
        assertThat(settings("", "host").files().tracker()).isEmpty();
    }

    @Test
    void storeMustBeAFolderOrATracker() {
        for (String store : List.of("s3", "ftp://tracker", "tracker:8080", "http://"))
            assertThatThrownBy(() -> settings("artifact_store: " + store, "host"))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("artifact_store must be 'folder' or the address of a tracker");
    }

    private static WorkerSettings settings(String yaml, String hostName) {
        return WorkerConfiguration.settings(WorkerConfiguration.defaults().withYaml("my.yaml", yaml), hostName);
    }
}
