package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.tracker.TrackerConfiguration.InvalidConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackerConfigurationTest {
    @Test
    void defaultsAreComplete() {
        TrackerSettings settings = TrackerConfiguration.defaults().settings();

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.leaseTimeout()).isEqualTo(TrackerSettings.DEFAULT_LEASE_TIMEOUT);
        assertThat(settings.shareLockDuration()).isEqualTo(TrackerSettings.DEFAULT_SHARE_LOCK_DURATION);
    }

    @Test
    void environmentOverridesTheFile() {
        TrackerSettings settings = TrackerConfiguration.defaults()
                .withYaml("my.yaml", "port: 1\nkafka: broker:9092\n")
                .withEnvironment(Map.of("TRAINYARD_TRACKER_PORT", "2", "HOME", "ignored"))
                .settings();

        assertThat(settings.port()).isEqualTo(2);
        assertThat(settings.kafkaBootstrapServers()).isEqualTo("broker:9092");
    }

    @Test
    void unknownSettingIsRefused() {
        assertThatThrownBy(() -> TrackerConfiguration.defaults().withYaml("my.yaml", "prt: 1"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("my.yaml: there is no setting 'prt'");
    }

    @Test
    void openHostNeedsConsent() {
        TrackerConfiguration open = TrackerConfiguration.defaults().withYaml("my.yaml", "host: 0.0.0.0");

        assertThatThrownBy(open::settings)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("without logging in");
        assertThat(open.withYaml("my.yaml", "allow_unauthenticated: true")
                        .settings()
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void passwordIsNotPrinted() {
        TrackerSettings settings = TrackerConfiguration.defaults()
                .withYaml("my.yaml", "database_password: secret")
                .settings();

        assertThat(settings.toString()).doesNotContain("secret");
    }
}
