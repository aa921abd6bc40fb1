package io.trainyard.engine.evidence.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes that docs/artifacts.md promises. */
final class AnswerFilesTest {
    @Test
    void predictionsAreLabelsThenPredictionsThenProbabilities() {
        Predictions predictions = new Predictions(2, new float[] {1000, 0, 0, 0}, new int[] {0, 1});

        byte[] file = PredictionsFile.encode(predictions);

        // 0.5 · 65535 is rounded up to 8000 (hexadecimal).
        assertThat(HexFormat.of().formatHex(file))
                .isEqualTo("54595052" + "0100" + "0200" + "02000000" + "0001" + "0000" + "ffff" + "0000" + "0080"
                        + "0080");
    }

    @Test
    void estimatesAreTargetsThenOutputsInTheirUnit() {
        Estimates estimates = new Estimates(new float[] {.5f, -1}, new float[] {.25f, -1}, 4);

        byte[] file = EstimatesFile.encode(estimates);

        assertThat(HexFormat.of().formatHex(file))
                .isEqualTo(
                        "54594553" + "0100" + "0100" + "02000000" + "0000803f" + "000080c0" + "00000040" + "000080c0");
    }
}
