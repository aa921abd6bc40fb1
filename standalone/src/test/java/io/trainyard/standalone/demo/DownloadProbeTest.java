package io.trainyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.client.FakeTracker;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadProbeTest {
    private final DownloadProbe probe = new DownloadProbe(Duration.ofSeconds(30));

    @Test
    void oneAddressThatAnswersIsEnough() throws Exception {
        try (FakeTracker server = new FakeTracker().on("/images.gz", 200, "application/gzip", "")) {
            List<URI> addresses =
                    List.of(URI.create(server.url() + "/missing.gz"), URI.create(server.url() + "/images.gz"));

            assertThat(probe.anyAnswers(addresses)).isTrue();
        }
    }

    @Test
    void serverThatIsDownHasNothing() throws Exception {
        FakeTracker server = new FakeTracker();
        String url = server.url();
        server.close();

        assertThat(probe.anyAnswers(List.of(URI.create(url)))).isFalse();
    }
}
