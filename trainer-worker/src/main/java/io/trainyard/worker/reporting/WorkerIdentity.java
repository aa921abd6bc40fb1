package io.trainyard.worker.reporting;

import io.trainyard.contract.WorkerSecret;
import io.trainyard.contract.WorkerSecret.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Who a worker is to a tracker that asks: a secret beside its spool, from which whatever it sends to Kafka is signed. A worker
 * without one signs nothing, which trackers that ask nobody believe.
 */
public record WorkerIdentity(Optional<WorkerSecret> secret) {
    private static final String FILE = "identity";

    /**
     * The identity that lies in a worker's spool folder, if there is one.
     *
     * @throws IOException if the file cannot be read, or holds something else
     */
    public static WorkerIdentity in(Path spoolDirectory) throws IOException {
        Path file = spoolDirectory.resolve(FILE);
        if (!Files.exists(file)) return new WorkerIdentity(Optional.empty());
        String text = Files.readString(file).strip();
        // Without what it is: it may be most of a secret.
        if (!WorkerSecret.isOne(text)) throw new IOException(file + " does not hold a worker's secret: delete it");
        return new WorkerIdentity(Optional.of(new WorkerSecret(text)));
    }

    /** The secret that lies in a worker's spool folder, or a new one that lies there from now on. */
    public static WorkerSecret kept(Path spoolDirectory) throws IOException {
        Optional<WorkerSecret> there = in(spoolDirectory).secret();
        if (there.isPresent()) return there.get();
        WorkerSecret secret = WorkerSecret.random();
        keep(secret, spoolDirectory);
        return secret;
    }

    /** Keeps a secret in a worker's spool folder, for the owner's eyes. */
    public static void keep(WorkerSecret secret, Path spoolDirectory) throws IOException {
        Files.createDirectories(spoolDirectory);
        Path file = Files.createTempFile(
                spoolDirectory,
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret.text() + "\n");
        Files.move(
                file,
                spoolDirectory.resolve(FILE),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** A report as it goes to Kafka. */
    ProducerRecord<String, byte[]> record(String topic, String key, byte[] report) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, report);
        secret.map(own -> own.sign(report))
                .map(Signature::text)
                .ifPresent(text -> record.headers().add(WorkerSecret.HEADER, text.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }
}
