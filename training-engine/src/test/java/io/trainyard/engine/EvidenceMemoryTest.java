package io.trainyard.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence says what it takes of the heap before it takes it: a heap that runs out ends the process. */
class EvidenceMemoryTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int UNITS = 1500;
    /** For the program itself and the test's data. */
    private static final long REST = 70;

    @Test
    void whatIsForeseenSuffices() throws IOException, InterruptedException {
        assertThat(evidenceInAHeapOf(foreseen() + REST)).isEqualTo("done");
    }

    @Test
    void evidenceThatHasNoRoomIsLeftOutWithWords() throws IOException, InterruptedException {
        assertThat(evidenceInAHeapOf(foreseen() / 2 + REST))
                .matches("ranks\\.json needs .* of Java's heap, and .* are free: .*-Xmx.*\\R?done");
    }

    /** What a process with such a heap, in mebibytes, says of the evidence of a network. */
    private static String evidenceInAHeapOf(long heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EvidenceMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .filter(line -> line.contains("needs") || line.equals("done"))
                .collect(joining("\n"));
    }

    /** Mebibytes that the file of singular values takes of the heap: three times all parameters, and matrices in doubles. */
    private static long foreseen() {
        long inputs = 28 * 28;
        long parameters = inputs * UNITS + (long) UNITS * UNITS + 10L * UNITS;
        long directions = inputs * inputs + (long) UNITS * UNITS;
        return (3 * Float.BYTES * parameters + Double.BYTES * (directions + 4L * UNITS * UNITS)) / MEBIBYTE;
    }

    public static void main(String[] arguments) throws IOException {
        try (TrainingRun run = TrainingRun.start(dense(), TestRuns.rows(), TestRuns.REFERENCE)) {
            run.trainEpoch(StepListener.NONE);
            for (Artifact file : run.evidence().files(EvidenceListener.NONE)) {
                try {
                    file.content().writeTo(OutputStream.nullOutputStream());
                } catch (MemoryException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
        System.out.println("done");
    }

    private static RunSpec dense() {
        return RunSpec.of(
                        "run",
                        new NetworkSpec.Layers(
                                List.of(new Flatten(), new Dense(UNITS), new Dense(UNITS), new Dense(10))),
                        new DatasetSpec("mnist", 0, 40))
                .build();
    }
}
