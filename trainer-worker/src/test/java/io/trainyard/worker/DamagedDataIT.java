package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunId;
import io.trainyard.contract.WorkerName;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.reporting.RecordingSink;
import io.trainyard.worker.reporting.RunReporter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of MNIST as an interrupted download or a full disk leaves them. */
class DamagedDataIT {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final WorkerName WORKER = new WorkerName("tester");
    private static final int PIXELS = 28 * 28;

    @TempDir
    private Path directory;

    @Test
    void truncatedFileFailsTheRunAndIsNamed() throws IOException {
        Path images = file("train-images-idx3-ubyte");
        Files.write(images, images(100));

        AttemptReleased released = train();

        assertThat(released.failure()).contains(FailureKind.DATA);
        // 16 bytes of header; the header promises 60,000 images.
        assertThat(released.reason())
                .contains(images.toString(), "truncated")
                .contains("expected " + (16 + 60_000 * PIXELS), "found " + (16 + 100 * PIXELS));
    }

    @Test
    void truncatedCompressedFileFailsTheRunAndIsNamed() throws IOException {
        Path whole = directory.resolve("whole");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(images(100));
        }
        Path images = file("train-images-idx3-ubyte.gz");
        byte[] compressed = Files.readAllBytes(whole);
        Files.write(images, Arrays.copyOf(compressed, compressed.length / 2));

        AttemptReleased released = train();

        assertThat(released.failure()).contains(FailureKind.DATA);
        assertThat(released.reason()).contains(images.toString(), "ends too early");
    }

    private AttemptReleased train() throws IOException {
        for (String name : List.of("train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"))
            Files.createFile(file(name));
        RecordingSink sink = new RecordingSink();
        Attempt attempt = new Attempt(
                RUN,
                ATTEMPT,
                Requests.spec(DatasetSpec.whole("mnist"), 1),
                new RunReporter(RUN, ATTEMPT, sink, Clock.systemUTC()),
                new AttemptFolder(directory.resolve("artifacts"), RUN, ATTEMPT),
                new Cancellations(),
                Requests.GRANTED);

        WorkerPause pause = new WorkerPause(System::nanoTime);
        new AttemptRunner(WORKER, EngineTrainer.of(settings()), PatientSaving.Pauses.USUAL, pause).run(attempt);

        assertThat(pause.left()).isPositive();

        assertThat(sink.events()).last().isInstanceOf(AttemptReleased.class);
        return (AttemptReleased) sink.events().getLast();
    }

    private WorkerSettings settings() {
        return new WorkerSettings(
                WORKER,
                KafkaConnection.to("no broker is asked"),
                FileSettings.shared(directory.resolve("artifacts")),
                directory.resolve("spool"),
                Optional.of(directory),
                directory.resolve("downloads"),
                false,
                1,
                Duration.ofSeconds(2),
                WorkerSettings.USUAL_HANG_TIMEOUT,
                StopSettings.USUAL,
                ProfileSettings.USUAL);
    }

    private Path file(String name) throws IOException {
        return Files.createDirectories(directory.resolve("mnist")).resolve(name);
    }

    /** An IDX file whose header promises the whole training set, with so many images behind it. */
    private static byte[] images(int count) {
        return ByteBuffer.allocate(16 + count * PIXELS)
                .putInt(0x803)
                .putInt(60_000)
                .putInt(28)
                .putInt(28)
                .array();
    }
}
