package io.trainyard.tracker.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Sha256;
import io.trainyard.tracker.files.ArtifactStore.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does, whatever it is made of. */
abstract class StoreContract {
    static final RunId RUN = new RunId("00000000000000r1");
    private static final RunId OTHER = new RunId("00000000000000r2");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");

    /** On the disk of the store, if that is one. */
    @TempDir
    Path folder;

    abstract ArtifactStore store();

    static StoredPath path(RunId run, String name) {
        return new StoredPath(run, ATTEMPT, name);
    }

    void put(StoredPath path, byte[] content) throws IOException {
        Path source = Files.write(folder.resolve("source"), content);
        store().put(path, source, Sha256.ofFile(source));
    }

    private void put(String name, String content) throws IOException {
        put(path(RUN, name), content.getBytes(StandardCharsets.UTF_8));
    }

    private StoredFile file(String name) throws IOException {
        return store().find(path(RUN, name).toString()).orElseThrow();
    }

    byte[] read(StoredFile file, long offset, long length) throws IOException {
        return switch (store().open(file, offset, length)) {
            case Content.OnDisk disk -> {
                try (FileChannel channel = FileChannel.open(disk.file()).position(disk.offset());
                        InputStream in = Channels.newInputStream(channel)) {
                    yield in.readNBytes((int) disk.length());
                }
            }
            case Content.Remote remote -> {
                try (InputStream in = remote.bytes()) {
                    yield in.readAllBytes();
                }
            }
        };
    }

    private String text(String name) throws IOException {
        StoredFile file = file(name);
        return new String(read(file, 0, file.bytes()), StandardCharsets.UTF_8);
    }

    @Test
    void fileWithoutContentIsAFile() throws IOException {
        put("empty", "");

        assertThat(file("empty").bytes()).isZero();
        assertThat(text("empty")).isEmpty();
    }

    @Test
    void whatWasPutIsFoundAndRead() throws IOException {
        put("model", "weights");

        StoredFile found = file("model");
        assertThat(found.bytes()).isEqualTo(7);
        assertThat(found.modified()).isAfter(Instant.now().minusSeconds(3600));
        assertThat(text("model")).isEqualTo("weights");
        assertThat(store().digest(found)).isEqualTo(Sha256.ofFile(Files.writeString(folder.resolve("s"), "weights")));
    }

    @Test
    void partOfAFileIsRead() throws IOException {
        put("model", "weights");

        assertThat(read(file("model"), 2, 3)).asString(StandardCharsets.UTF_8).isEqualTo("igh");
    }

    @Test
    void laterFileTakesThePlaceOfAnEarlierOne() throws IOException {
        put("model", "weights");
        put("model", "others");

        assertThat(text("model")).isEqualTo("others");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(store().find(path(RUN, "nothing").toString())).isEmpty();
        assertThat(store().find("../secret")).isEmpty();
        assertThat(store().find("/etc/passwd")).isEmpty();
        assertThat(store().list(RUN)).isEmpty();
        assertThat(store().runs()).isEmpty();
        store().delete(path(RUN, "nothing").toString());
        store().deleteRun(RUN);
    }

    @Test
    void filesAreListedByTheirRun() throws IOException {
        put("a", "1");
        put("b", "22");
        put(path(OTHER, "c"), new byte[] {1});

        assertThat(store().list(RUN))
                .extracting(StoredFile::path)
                .containsExactlyInAnyOrder(
                        path(RUN, "a").toString(), path(RUN, "b").toString());
        assertThat(store().runs()).containsExactlyInAnyOrder(RUN, OTHER);
    }

    @Test
    void whatIsDeletedIsGoneAndNothingElse() throws IOException {
        put("a", "1");
        put("b", "22");
        put(path(OTHER, "c"), new byte[] {1});

        store().delete(path(RUN, "a").toString());
        assertThat(store().list(RUN)).extracting(StoredFile::name).containsExactly("b");
        store().deleteRun(RUN);

        assertThat(store().runs()).containsExactly(OTHER);
    }

    @Test
    void copyIsAFileOfItsOwn() throws IOException {
        put("checkpoint", "weights");

        assertThat(store().copy(path(RUN, "checkpoint").toString(), path(RUN, "model")))
                .isTrue();
        put("model", "others");

        assertThat(text("checkpoint")).isEqualTo("weights");
        assertThat(text("model")).isEqualTo("others");
        assertThat(store().copy(path(RUN, "nothing").toString(), path(RUN, "x")))
                .isFalse();
    }

    @Test
    void largeFileComesBackByteForByte() throws IOException {
        byte[] large = new byte[40 << 20];
        new Random(7).nextBytes(large);

        put(path(RUN, "large"), large);

        StoredFile found = file("large");
        assertThat(found.bytes()).isEqualTo(large.length);
        assertThat(Arrays.equals(read(found, 0, large.length), large)).isTrue();
        int offset = (16 << 20) - 3;
        assertThat(read(found, offset, 6)).isEqualTo(Arrays.copyOfRange(large, offset, offset + 6));
        store().giveUpUnfinished(Instant.now().plusSeconds(60));
        assertThat(store().list(RUN)).hasSize(1);
    }
}
