package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportNameTest {
    private static final Instant AT = Instant.parse("2026-01-31T12:34:56Z");

    @Test
    void fileIsCalledAfterWhatItHolds() {
        assertThat(ReportName.header(Optional.of("Digits, 5 seeds"), false, "grouped", AT))
                .isEqualTo("attachment; filename=\"digits-5-seeds-grouped-20260131-1234.csv\"");
        assertThat(ReportName.header(Optional.of("Digits"), true, "runs", AT)).contains("digits-some-runs-");
        assertThat(ReportName.header(Optional.empty(), true, "history", AT))
                .contains("\"runs-history-20260131-1234.csv\"");
    }

    @Test
    void nameThatHeadersCannotHoldIsEncoded() {
        assertThat(ReportName.header(Optional.of("手寫"), false, "runs", AT))
                .isEqualTo("attachment; filename=\"runs-runs-20260131-1234.csv\";"
                        + " filename*=UTF-8''%E6%89%8B%E5%AF%AB-runs-20260131-1234.csv");
        assertThat(ReportName.header(Optional.of("a\"b\r\nX: y"), false, "runs", AT))
                .contains("\"a-b-x-y-runs");
        assertThat(ReportName.header(Optional.of("../.."), false, "runs", AT)).contains("\"runs-runs");
    }
}
