package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.CheckpointSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.LogWritten;
import io.trainyard.contract.RunEvent.RunFailed;
import io.trainyard.contract.validation.InvalidSpecException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no worker of ours sends, and whoever writes to the topic could. */
class ReportLimitsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final EventHeader HEADER =
            new EventHeader(new RunId("00000000000000r1"), new AttemptId("00000000000000a1"), 1, NOON);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd",
                "/etc/passwd",
                "00000000000000r1/../00000000000000r2/model",
                "00000000000000r2/model",
                "00000000000000r1",
                "00000000000000r1/",
                "00000000000000r1//model",
                "00000000000000r1/.hidden",
                "00000000000000r1/a\0b",
                "00000000000000r1\\model",
                ""
            })
    void pathOutsideOfTheRunsFolderIsRefused(String path) {
        assertThatThrownBy(() -> new CheckpointSaved(HEADER, 1, path, 1, ""))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("path");
        assertThatThrownBy(() -> new ArtifactSaved(HEADER, "model", "text/plain", path, 1, "", 1))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "", "a\r\nSet-Cookie: x", "a\"b"})
    void nameThatIsNoFileIsRefused(String name) {
        assertThatThrownBy(() -> new ArtifactSaved(HEADER, name, "text/plain", "00000000000000r1/model", 1, "", 1))
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text/html\r\nX: y", "text/html; a=\"b\""})
    void mediaTypeThatIsNoneIsRefused(String type) {
        assertThatThrownBy(() -> new ArtifactSaved(HEADER, "model", type, "00000000000000r1/model", 1, "", 1))
                .hasMessageContaining("mediaType");
    }

    @Test
    void metricsAreFewAndFinite() {
        Map<String, Double> many =
                IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> "m" + i, Integer::doubleValue));

        assertThatThrownBy(() -> epoch(many, List.of())).hasMessageContaining("at most 100");
        assertThatThrownBy(() -> epoch(Map.of("loss", Double.NaN), List.of())).hasMessageContaining("finite");
        assertThatThrownBy(() -> epoch(Map.of("Loss; DROP", 1.0), List.of())).hasMessageContaining("metrics");
    }

    @Test
    void accuraciesAreFractionsAndNotEndless() {
        List<Double> many =
                DoubleStream.generate(() -> 0.5).limit(10_001).boxed().toList();

        assertThatThrownBy(() -> epoch(Map.of(), many)).hasMessageContaining("at most 10000");
        assertThatThrownBy(() -> epoch(Map.of(), List.of(1.5))).hasMessageContaining("fractions");
    }

    @Test
    void longTextsAreRefusedAndCanBeCut() {
        String text = "x".repeat(900_000);

        assertThatThrownBy(() -> new LogWritten(HEADER, RunEvent.LogLevel.INFO, text))
                .hasMessageContaining("at most 10000");
        assertThatThrownBy(() -> new RunFailed(HEADER, FailureKind.DATA, text)).hasMessageContaining("at most 10000");
        assertThat(ReportLimits.fitting(text)).hasSize(ReportLimits.MAX_MESSAGE).endsWith("…");
        assertThat(ReportLimits.fitting("a\0b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void timesThatNoClockShowsAreRefused(String at) {
        assertThatThrownBy(() -> new EventHeader(HEADER.run(), HEADER.attempt(), 1, Instant.parse(at)))
                .hasMessageContaining("between 1970 and 2200");
    }

    private static EpochCompleted epoch(Map<String, Double> metrics, List<Double> accuracies) {
        return new EpochCompleted(HEADER, 1, metrics, accuracies, 1, 1, Optional.empty());
    }
}
