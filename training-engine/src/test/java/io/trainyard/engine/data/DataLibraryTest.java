package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLibraryTest {
    private static final DatasetInfo TINY = new DatasetInfo(
            "mnist",
            "t",
            "d",
            new Shape(1, 2, 3),
            new Target.Classes(Collections.nCopies(10, "c")),
            4,
            2,
            List.of(0.0),
            List.of(1.0),
            "");
    private static final DatasetInfo TINY_COLOUR = new DatasetInfo(
            "cifar10",
            "t",
            "d",
            new Shape(3, 2, 2),
            new Target.Classes(Collections.nCopies(10, "c")),
            10,
            2,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            "");

    @TempDir
    private Path folder;

    @Test
    void plainAndCompressedFilesAreRead() throws IOException, DataException {
        writeTiny();

        Dataset dataset = IdxFiles.read(TINY, folder);

        assertThat(dataset.train().count()).isEqualTo(4);
        assertThat(dataset.train().pixelsPerImage()).isEqualTo(6);
        assertThat(dataset.train().pixel(1, 2)).isEqualTo(8);
        assertThat(dataset.train().label(3)).isEqualTo(3);
        assertThat(dataset.test().label(1)).isEqualTo(1);
    }

    @Test
    void truncatedFileIsNamedWithBothSizes() throws IOException {
        writeTiny();
        Path file = folder.resolve(IdxFiles.TEST_IMAGES);
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 5));

        assertThatThrownBy(() -> IdxFiles.read(TINY, folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(file.toString(), "expected 28 bytes", "found 23");
    }

    @Test
    void brokenGzipIsNamed() throws IOException {
        writeTiny();
        Path file = folder.resolve(IdxFiles.TRAIN_IMAGES + ".gz");
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 12));

        assertThatThrownBy(() -> IdxFiles.read(TINY, folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(file.toString(), "40 bytes");
    }

    @Test
    void wrongMagicIsTold() throws IOException {
        writeTiny();
        Files.write(folder.resolve(IdxFiles.TEST_LABELS), idx(0x802, new int[] {2}, 2));

        assertThatThrownBy(() -> IdxFiles.read(TINY, folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("0x00000801", "0x00000802");
    }

    @Test
    void wrongCountIsTold() throws IOException {
        writeTiny();
        Files.write(folder.resolve(IdxFiles.TEST_LABELS), idx(0x801, new int[] {3}, 2));

        assertThatThrownBy(() -> IdxFiles.read(TINY, folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 where 2 was expected");
    }

    @Test
    void fileWithMoreThanItsHeaderSaysIsRefused() throws IOException {
        writeTiny();
        Files.write(folder.resolve(IdxFiles.TEST_LABELS), idx(0x801, new int[] {2}, 9));

        assertThatThrownBy(() -> IdxFiles.read(TINY, folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void colourFilesAreReadFromFolderAndArchive() throws IOException, DataException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        Path unpacked = Files.createDirectories(folder.resolve(CifarFiles.FOLDER));
        for (String name : List.of("1", "2", "3", "4", "5", "test")) {
            String file = name.equals("test") ? "test_batch.bin" : "data_batch_" + name + ".bin";
            byte[] content = new byte[2 * 13];
            content[13] = (byte) (name.equals("test") ? 9 : name.charAt(0) - '0');
            content[14] = 77;
            Files.write(unpacked.resolve(file), content);
            addToTar(tar, CifarFiles.FOLDER + "/" + file, content);
        }
        Path archive = Files.createDirectories(folder.resolve("other/cifar10")).resolve(CifarFiles.ARCHIVE);
        Files.write(archive, gzip(tar.toByteArray()));

        for (Path directory : List.of(folder, folder.resolve("other"))) {
            Dataset dataset = CifarFiles.places(directory).stream()
                    .filter(DataPlace::isComplete)
                    .findFirst()
                    .orElseThrow()
                    .read(TINY_COLOUR);
            assertThat(dataset.train().label(9)).isEqualTo(5);
            assertThat(dataset.test().label(1)).isEqualTo(9);
            assertThat(dataset.test().pixel(1, 0)).isEqualTo(77);
        }
    }

    @Test
    void missingDataTellsBothWaysToGetIt() {
        DataLibrary library = new DataLibrary(Optional.empty(), folder, false, DownloadListener.NONE);

        assertThat(library.isAvailableLocally("mnist")).isFalse();
        assertThat(library.isAvailableLocally("synthetic-digits")).isTrue();
        assertThatThrownBy(() -> library.load("mnist"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("--data DIR", "TRAINYARD_DATA", "network");
    }

    @Test
    void filesOfAnotherSetAreNotTrainedOn() throws IOException, DataException {
        writeTiny();
        DatasetInfo mnist = tiny("mnist", digestOfTiny());
        DatasetInfo fashion = tiny("fashion-mnist", "another");
        DataLibrary library = library();

        assertThat(library.load(mnist).train().count()).isEqualTo(4);
        assertThatThrownBy(() -> library.load(fashion))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(folder + ": is not Tiny", digestOfTiny(), "must hold another");
    }

    @Test
    void filesThatWereChangedAreRefusedWithWhatWasFound() throws IOException, DataException {
        writeTiny();
        DatasetInfo info = tiny("mnist", digestOfTiny());
        Files.write(folder.resolve(IdxFiles.TEST_LABELS), idx(0x801, new int[] {2}, new byte[] {0, 2}));

        assertThatThrownBy(() -> library().load(info))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(digestOfTiny(), "must hold " + info.digest());
    }

    @Test
    void plainAndCompressedFilesHaveOneDigest() throws IOException, DataException {
        writeTiny();
        String mixed = digestOfTiny();

        Path images = folder.resolve(IdxFiles.TRAIN_IMAGES);
        Files.delete(folder.resolve(IdxFiles.TRAIN_IMAGES + ".gz"));
        Files.write(images, idx(0x803, new int[] {4, 2, 3}, 24));

        assertThat(digestOfTiny()).isEqualTo(mixed);
    }

    @Test
    void missingFilesAreNamedWithTheFoldersThatWereLookedThrough() throws IOException {
        writeTiny();
        Files.delete(folder.resolve(IdxFiles.TEST_LABELS));

        assertThatThrownBy(() -> library().load("mnist"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(
                        folder + " lacks " + IdxFiles.TEST_LABELS + "(.gz)",
                        IdxFiles.TRAIN_IMAGES + "(.gz)",
                        "were looked for in " + folder.resolve("mnist"),
                        folder.resolve("downloads").toString());
    }

    private DataLibrary library() {
        return new DataLibrary(Optional.of(folder), folder.resolve("downloads"), false, DownloadListener.NONE);
    }

    private static DatasetInfo tiny(String name, String digest) {
        return new DatasetInfo(
                name,
                "Tiny",
                TINY.description(),
                TINY.shape(),
                TINY.target(),
                TINY.trainImages(),
                TINY.testImages(),
                TINY.mean(),
                TINY.standardDeviation(),
                digest);
    }

    private String digestOfTiny() throws DataException {
        return ContentDigest.of(IdxFiles.read(TINY, folder));
    }

    private void writeTiny() throws IOException {
        Files.write(folder.resolve(IdxFiles.TRAIN_IMAGES + ".gz"), gzip(idx(0x803, new int[] {4, 2, 3}, 24)));
        Files.write(folder.resolve(IdxFiles.TRAIN_LABELS + ".gz"), gzip(idx(0x801, new int[] {4}, 4)));
        Files.write(folder.resolve(IdxFiles.TEST_IMAGES), idx(0x803, new int[] {2, 2, 3}, 12));
        Files.write(folder.resolve(IdxFiles.TEST_LABELS), idx(0x801, new int[] {2}, 2));
    }

    private static byte[] idx(int magic, int[] sizes, int count) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) values[i] = (byte) i;
        return idx(magic, sizes, values);
    }

    private static byte[] idx(int magic, int[] sizes, byte[] values) {
        ByteBuffer content =
                ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
        for (int size : sizes) content.putInt(size);
        return content.put(values).array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static void addToTar(ByteArrayOutputStream tar, String name, byte[] content) throws IOException {
        byte[] header = new byte[512];
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(path, 0, header, 0, path.length);
        byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        tar.write(header);
        tar.write(content);
        tar.write(new byte[512 - content.length % 512]);
    }
}
