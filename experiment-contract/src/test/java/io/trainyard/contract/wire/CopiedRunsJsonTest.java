package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.OwnDatasets;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are asked for by naming others. */
final class CopiedRunsJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DatasetSpec DIGITS = new DatasetSpec("synthetic-digits", 200, 100);
    private static final RunSpec SHORT =
            RunSpec.of("short", new NetworkSpec.Preset("fc2layer"), DIGITS).build();
    private static final RunSpec LONG = RunSpec.of(
                    "long",
                    new NetworkSpec.Layers(List.of(
                            new LayerSpec.Add(Collections.nCopies(64, Collections.nCopies(60, new LayerSpec.Relu()))),
                            new LayerSpec.Flatten(),
                            new LayerSpec.Dense(10))),
                    DIGITS)
            .build();

    private static List<CopiedRun> read(String runs) throws Exception {
        return new CopiedRunsJson(
                        OwnDatasets.NONE,
                        id -> Optional.ofNullable(Map.of("a", SHORT, "b", LONG).get(id)))
                .read(JSON.readTree("{\"runs\":" + runs + "}"));
    }

    @Test
    void whatIsNotChangedIsAsItWas() throws Exception {
        List<CopiedRun> runs = read(
                "[{\"from\":\"a\",\"changes\":{\"seed\":7,\"epochs\":3}},"
                        + "{\"from\":\"a\",\"name\":\"mine\",\"changes\":{\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.1}}}]");

        assertThat(runs.getFirst().spec().seed()).isEqualTo(7);
        assertThat(runs.getFirst().spec().name()).isEqualTo("short, seed 7, epochs 3");
        assertThat(runs.getFirst().spec().dataset()).isEqualTo(DIGITS);
        assertThat(runs.getFirst().named()).isFalse();
        assertThat(runs.getLast().spec().name()).isEqualTo("mine");
        assertThat(runs.getLast().spec().withName("short").network()).isEqualTo(SHORT.network());
        assertThat(runs.getLast().named()).isTrue();
    }

    @Test
    void partsAreCalledByWhatTheyAre() throws Exception {
        List<CopiedRun> runs = read(
                "[{\"from\":\"a\",\"changes\":{\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.1},"
                        + "\"network\":{\"preset\":\"small-cnn\"},\"pixelPermutationSeed\":null,\"earlyStopping\":{}}}]");

        assertThat(runs.getFirst().spec().name())
                .isEqualTo("short, optimizer adam, network small-cnn, pixelPermutationSeed none, earlyStopping");
        assertThat(runs.getFirst().spec().pixelPermutationSeed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | runs",
                "[{}] | runs[0].from runs[0].changes",
                "[{\"from\":\"\",\"changes\":{}}] | runs[0].from",
                "[{\"from\":\"c\",\"changes\":{}}] | runs[0].from",
                "[{\"from\":\"a\"}] | runs[0].changes",
                "[{\"from\":\"a\",\"changes\":[]}] | runs[0].changes",
                "[{\"from\":\"a\",\"changes\":{\"seed\":-1}}] | runs[0].changes.seed",
                "[{\"from\":\"a\",\"changes\":{},\"seed\":1}] | runs[0].seed",
            })
    void whatIsWrongIsNamed(String runs, String fields) {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> read(runs));

        assertThat(refusal.errors()).extracting(FieldError::field).contains(fields.split(" "));
    }

    /** A request of some kilobytes could name a run of half a megabyte a thousand times. */
    @Test
    void aShortRequestDoesNotBecomeALongOne() {
        String copies = String.join(",", Collections.nCopies(999, "{\"from\":\"b\",\"changes\":{}}"));

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> read("[" + copies + "]"));

        assertThat(refusal.errors().getFirst().field()).matches("runs\\[\\d+]\\.from");
        assertThat(refusal.errors().getFirst().message()).contains("ask for fewer at a time");
    }
}
