package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

class TrackerConfigurationTest {
    @Test
    void defaultsAreComplete() {
        TrackerSettings settings = settings("");

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.leaseTimeout()).isEqualTo(TrackerSettings.DEFAULT_LEASE_TIMEOUT);
        assertThat(settings.shareLockDuration()).isEqualTo(TrackerSettings.DEFAULT_SHARE_LOCK_DURATION);
    }

    @Test
    void openHostNeedsConsent() {
        assertThatThrownBy(() -> settings("host: 0.0.0.0"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("without logging in");
        assertThat(settings("host: 0.0.0.0\nallow_unauthenticated: true").host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(settings("database_password: secret").toString()).doesNotContain("secret");
    }

    @Test
    void bucketWantsAFolderForWhatIsOnItsWay() {
        assertThatThrownBy(() -> settings("s3_bucket: files"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("artifacts: a folder");
        ArtifactSettings settings = settings(
                        "artifacts: /uploads\ns3_bucket: files\ns3_access_key: me\ns3_secret_key: hidden")
                .artifacts()
                .orElseThrow();

        assertThat(settings.s3().orElseThrow().bucket()).isEqualTo("files");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    @Test
    void halfALoginToABucketIsRefused() {
        assertThatThrownBy(() -> settings("artifacts: /uploads\ns3_bucket: files\ns3_access_key: me"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("belong together");
    }

    private static TrackerSettings settings(String yaml) {
        Configuration values = TrackerConfiguration.defaults().withYaml("my.yaml", yaml);
        return TrackerConfiguration.settings(values);
    }
}
