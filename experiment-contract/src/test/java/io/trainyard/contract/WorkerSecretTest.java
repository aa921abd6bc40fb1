package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.WorkerSecret.Signature;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WorkerSecretTest {
    private static final WorkerSecret SECRET = new WorkerSecret("trw_" + "a".repeat(43));
    private static final byte[] REPORT = "a report".getBytes(StandardCharsets.UTF_8);

    @Test
    void signatureIsOfTheseBytesByThisWorker() {
        Signature signature = Signature.parse(SECRET.sign(REPORT).text()).orElseThrow();

        assertThat(signature.isOf(REPORT, SECRET.signingKey())).isTrue();
        assertThat(signature.isOf("another".getBytes(StandardCharsets.UTF_8), SECRET.signingKey()))
                .isFalse();
        assertThat(signature.isOf(REPORT, new WorkerSecret("trw_" + "b".repeat(43)).signingKey()))
                .isFalse();
    }

    /** Workers and trackers of different versions must agree on it. */
    @Test
    void formOfTheSignatureStays() {
        assertThat(SECRET.sign(REPORT).text())
                .isEqualTo("d530163ef36638d3a5c069d11cbc30413d2332594c44da2e3e40818280baa5b3"
                        + ".2-chmaF_zMk-RM876BHTHsAQTtawLetLuWSvMbMXaFw");
    }

    @Test
    void whatIsNoSignatureIsNone() {
        for (String text : new String[] {"", ".", "0".repeat(64), "0".repeat(64) + "." + "+".repeat(43), "x"})
            assertThat(Signature.parse(text)).isEmpty();
    }

    @Test
    void secretIsNotShown() {
        assertThat(SECRET.toString()).doesNotContain(SECRET.text());
        assertThatThrownBy(() -> new WorkerSecret("trw_short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short");
    }
}
