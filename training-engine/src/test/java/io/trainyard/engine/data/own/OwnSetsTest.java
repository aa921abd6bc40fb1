package io.trainyard.engine.data.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.Images;
import io.trainyard.engine.data.own.OwnSets.Catalogue;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSetsTest {
    private static final SampleSet SAMPLE = SampleSet.of(60, 45);

    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    @Test
    void sameImagesAreOneSetInEveryFormat() throws IOException, DataException {
        layOut(SAMPLE);

        List<DatasetInfo> sets = sets();

        assertThat(sets).hasSize(5);
        assertThat(sets.stream().map(DatasetInfo::digest).distinct()).hasSize(1);
        DatasetInfo info = sets.getFirst();
        assertThat(info.shape()).isEqualTo(new Shape(1, 8, 8));
        assertThat(info.classes()).containsExactly("0", "1", "2");
        assertThat(info.trainImages()).isEqualTo(45);
        assertThat(info.testImages()).isEqualTo(15);
        for (DatasetInfo other : sets) {
            assertThat(other.mean()).isEqualTo(info.mean());
            assertThat(contents(load(other).test()))
                    .isEqualTo(contents(load(info).test()));
        }
    }

    @Test
    void splitBySeedIsTheSameInEveryFormatAndFairToClasses() throws IOException, DataException {
        layOut(SAMPLE.whole());
        sets().forEach(info -> assertThat(info.testImages()).isEqualTo(12));
        assertThat(sets().stream().map(DatasetInfo::digest).distinct()).hasSize(1);
        Images test = load(sets().getFirst()).test();
        for (int label = 0; label < SampleSet.CLASSES; label++) {
            int wanted = label;
            assertThat(IntStream.range(0, 12).filter(i -> test.label(i) == wanted))
                    .hasSize(4);
        }
        String before = sets().getFirst().digest();

        Files.writeString(folder.resolve("csv").resolve("dataset.yaml"), "seed: 2\ntestShare: 0.5\n");

        DatasetInfo other = named("csv");
        assertThat(other.testImages()).isEqualTo(30);
        assertThat(other.digest()).isNotEqualTo(before);
    }

    private void layOut(SampleSet sample) throws IOException {
        sample.asFolders(folder.resolve("folders"));
        sample.asIdx(folder.resolve("idx"));
        sample.asCsv(folder.resolve("csv"));
        sample.asNpz(folder.resolve("npz"), false);
        sample.asNpz(folder.resolve("npz-floats"), true);
    }

    @Test
    void imagesAndAnswersAreThoseOfTheFiles() throws IOException, DataException {
        SAMPLE.asIdx(folder.resolve("idx"));

        Images train = load(named("idx")).train();

        List<String> expected = IntStream.range(0, SAMPLE.trainImages())
                .mapToObj(i -> SAMPLE.labels()[i] + " " + Arrays.toString(SAMPLE.pixels()[i]))
                .sorted()
                .toList();
        assertThat(contents(train).stream().sorted()).isEqualTo(expected);
    }

    @Test
    void meanAndDeviationAreThoseOfTheTrainingImages() throws IOException {
        SAMPLE.asIdx(folder.resolve("idx"));

        DatasetInfo info = named("idx");

        double[] values = Stream.of(SAMPLE.pixels())
                .limit(SAMPLE.trainImages())
                .flatMapToInt(image -> IntStream.range(0, image.length).map(i -> image[i] & 0xFF))
                .asDoubleStream()
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertThat(info.mean().getFirst()).isCloseTo(mean / 255, within());
        assertThat(info.standardDeviation().getFirst()).isCloseTo(Math.sqrt(variance) / 255, within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-12);
    }

    @Test
    void changedFolderIsAnotherVersionAndTheOldOneStays() throws IOException, DataException {
        SAMPLE.asFolders(folder.resolve("folders"));
        DatasetInfo before = named("folders");
        SAMPLE.png(1, folder.resolve("folders/train/0/added.png"));

        DatasetInfo after = named("folders");

        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(load(before).train().count()).isEqualTo(45);
        assertThat(load(after).train().count()).isEqualTo(46);
    }

    @Test
    void folderThatHasNotChangedIsNotPreparedAgain() throws IOException {
        SAMPLE.asIdx(folder.resolve("idx"));
        DatasetInfo before = named("idx");
        Path images = cache.resolve("idx").resolve(before.digest() + ".images");
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(images, longAgo);

        assertThat(named("idx")).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(images)).isEqualTo(longAgo);
    }

    @Test
    void damagedFolderIsReadAgainOnlyWhenItHasChanged() throws IOException {
        SAMPLE.asCsv(folder.resolve("csv"));
        Path table = folder.resolve("csv/train.csv");
        String whole = Files.readString(table);
        Files.writeString(table, whole.replace("label", "laber"));
        FileTime time = Files.getLastModifiedTime(table);
        OwnSets own = own();
        assertThat(own.catalogue().troubles()).hasSize(1);

        // Of the same size and time: whoever read it would find that it is whole.
        Files.writeString(table, whole);
        Files.setLastModifiedTime(table, time);
        assertThat(own.catalogue().troubles()).hasSize(1);

        Files.setLastModifiedTime(table, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(own.catalogue().troubles()).isEmpty();
    }

    @Test
    void versionThatIsNotHereIsSaid() throws IOException {
        SAMPLE.asIdx(folder.resolve("idx"));
        DatasetInfo here = named("idx");
        DatasetInfo wanted = ofDigest(here, "a".repeat(64), "idx");

        assertThatThrownBy(() -> load(wanted))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("another version", here.digest(), "a".repeat(64));
        assertThatThrownBy(() -> load(ofDigest(here, "a".repeat(64), "missing")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no folder " + folder.resolve("missing"));
        assertThatThrownBy(() -> new OwnSets(Optional.empty(), cache).load(wanted))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("TRAINYARD_DATA");
    }

    private static DatasetInfo ofDigest(DatasetInfo info, String digest, String name) {
        return new DatasetInfo(
                name,
                info.title(),
                info.description(),
                info.shape(),
                info.target(),
                info.trainImages(),
                info.testImages(),
                info.mean(),
                info.standardDeviation(),
                digest);
    }

    @Test
    void coloursAndSizesAreThoseOfTheSettings() throws IOException, DataException {
        Path set = folder.resolve("photos");
        for (String name : List.of("left", "right"))
            for (int i = 0; i < 3; i++) {
                // The middle is red or blue, what is to be cut off is green.
                BufferedImage image = new BufferedImage(24, 12, BufferedImage.TYPE_INT_RGB);
                for (int x = 0; x < 24; x++)
                    for (int y = 0; y < 12; y++)
                        image.setRGB(x, y, x < 5 || x >= 19 ? 0x00FF00 : name.equals("left") ? 0xFF0000 : 0x0000F0 + i);
                Path file = Files.createDirectories(set.resolve(name)).resolve(i + ".png");
                ImageIO.write(image, "png", file.toFile());
            }
        Files.writeString(set.resolve("dataset.yaml"), "size: 4\nclasses: [right, left]\ntitle: Two sides\n");

        DatasetInfo info = named("photos");

        assertThat(info.title()).isEqualTo("Two sides");
        assertThat(info.shape()).isEqualTo(new Shape(3, 4, 4));
        assertThat(info.classes()).containsExactly("right", "left");
        Images train = load(info).train();
        for (int image = 0; image < train.count(); image++)
            for (int i = 0; i < 16; i++) {
                assertThat(train.pixel(image, i)).isEqualTo(train.label(image) == 1 ? 255 : 0);
                assertThat(train.pixel(image, 16 + i)).isZero();
            }

        Files.writeString(set.resolve("dataset.yaml"), "size: [2, 6]\nfit: stretch\ncolour: grey\n");

        assertThat(named("photos").shape()).isEqualTo(new Shape(1, 2, 6));
        assertThat(load(named("photos")).train().pixel(0, 0)).isGreaterThan(100);
    }

    @Test
    void numbersOfATableAreToBeTold() throws IOException, DataException {
        Path set = Files.createDirectories(folder.resolve("angles"));
        for (int i = 0; i < 10; i++) SAMPLE.png(i, set.resolve(i + ".png"));
        Files.writeString(
                set.resolve("list.csv"),
                IntStream.range(0, 10)
                        .mapToObj(i -> i + ".png,\"a \"\"b\"\", c\"," + (i - 4.5))
                        .collect(Collectors.joining("\n", "file,note,turn\n", "\n")));
        Files.writeString(set.resolve("dataset.yaml"), "image: file\nlabel: turn\nquantity: turn\nunit: °\n");

        DatasetInfo info = named("angles");

        assertThat(info.target()).isInstanceOfSatisfying(Target.Quantity.class, quantity -> {
            assertThat(quantity.unit()).isEqualTo("°");
            assertThat(quantity.min()).isGreaterThanOrEqualTo(-4.5);
            assertThat(quantity.max()).isLessThanOrEqualTo(4.5);
        });
        Images train = load(info).train();
        assertThat(train.hasLabels()).isFalse();
        assertThat(train.count()).isEqualTo(8);
    }

    @Test
    void competitionsTableWithoutAnswersIsNotTestedWith() throws IOException {
        SAMPLE.asCsv(folder.resolve("digits"));
        Path test = folder.resolve("digits/test.csv");
        Files.writeString(
                test,
                Files.readString(test)
                        .lines()
                        .map(line -> line.substring(line.indexOf(',') + 1))
                        .collect(Collectors.joining("\n")));

        DatasetInfo info = named("digits");

        assertThat(info.trainImages() + info.testImages()).isEqualTo(SAMPLE.trainImages());
    }

    @Test
    void wordsOfATableAreClasses() throws IOException, DataException {
        Path set = Files.createDirectories(folder.resolve("words"));
        Files.writeString(
                set.resolve("all.csv"),
                IntStream.range(0, 12)
                        .mapToObj(i -> "1,2,3," + i + "," + (i % 2 == 0 ? "rose" : "daisy"))
                        .collect(Collectors.joining("\n", "a,b,c,d,flower\n", "\n")));
        Files.writeString(set.resolve("dataset.yaml"), "label: flower\nfirstLabel: 0\n");

        DatasetInfo info = named("words");

        assertThat(info.classes()).containsExactly("daisy", "rose");
        Images train = load(info).train();
        for (int i = 0; i < train.count(); i++)
            assertThat(train.pixel(i, 3) % 2 == 0).isEqualTo(train.label(i) == 1);
    }

    @Test
    void binaryFilesOfCifarAreRead() throws IOException, DataException {
        Path set = Files.createDirectories(folder.resolve("cifar100"));
        for (String name : List.of("train.bin", "test.bin")) {
            ByteBuffer records = ByteBuffer.allocate(4 * 3074);
            for (int i = 0; i < 4; i++)
                records.put(i * 3074, (byte) 19)
                        .put(i * 3074 + 1, (byte) (i % 2))
                        .put(i * 3074 + 2, (byte) i);
            Files.write(set.resolve(name), records.array());
        }
        Files.writeString(set.resolve("fine_label_names.txt"), "apple\nbear\n");

        DatasetInfo info = named("cifar100");

        assertThat(info.classes()).containsExactly("apple", "bear");
        assertThat(info.shape()).isEqualTo(new Shape(3, 32, 32));
        Images test = load(info).test();
        for (int i = 0; i < 4; i++) assertThat(test.label(i)).isEqualTo(test.pixel(i, 0) % 2);
    }

    /** The file is sparse: it takes no room on the disk. */
    @Test
    void setsMayBeLargerThanTwoGibibytes() throws IOException, DataException {
        DatasetInfo info = new DatasetInfo(
                "large",
                "t",
                "",
                new Shape(1, 1024, 1024),
                new Target.Classes(List.of("a", "b")),
                2_100,
                2,
                List.of(0.5),
                List.of(0.5),
                "d");
        Path file = cache.resolve("large.images");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {72}), 2_102L * (1 << 20) - 1);
            channel.write(ByteBuffer.wrap(new byte[] {1, 0, 0, 0}), PreparedFile.bytes(info) - 4);
        }

        Dataset dataset = PreparedFile.open(file, info);

        assertThat(dataset.test().pixel(1, (1 << 20) - 1)).isEqualTo(200);
        assertThat(dataset.test().label(1)).isEqualTo(1);
        assertThat(dataset.train().pixel(2_099, 5)).isEqualTo(128);
    }

    @Test
    void foldersOfBuiltInSetsAndOfOtherThingsAreNone() throws IOException {
        for (String name : List.of("mnist", "cifar-10-batches-bin", ".hidden")) SAMPLE.asFolders(folder.resolve(name));
        Files.writeString(Files.createDirectories(folder.resolve("papers")).resolve("notes.txt"), "…");
        SAMPLE.asFolders(folder.resolve("Größe"));

        Catalogue catalogue = own().catalogue();

        assertThat(catalogue.sets()).isEmpty();
        assertThat(catalogue.troubles()).singleElement().asString().contains("Größe", "ASCII");
    }

    private OwnSets own() {
        return new OwnSets(Optional.of(folder), cache);
    }

    private List<DatasetInfo> sets() {
        Catalogue catalogue = own().catalogue();
        assertThat(catalogue.troubles()).isEmpty();
        return catalogue.sets();
    }

    private DatasetInfo named(String name) {
        return sets().stream()
                .filter(info -> info.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Dataset load(DatasetInfo info) throws DataException {
        return own().load(info);
    }

    private static List<String> contents(Images images) {
        return IntStream.range(0, images.count())
                .mapToObj(i -> {
                    byte[] pixels = new byte[images.pixelsPerImage()];
                    for (int j = 0; j < pixels.length; j++) pixels[j] = (byte) images.pixel(i, j);
                    return images.label(i) + " " + Arrays.toString(pixels);
                })
                .toList();
    }
}
