package io.trainyard.engine.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.engine.data.own.OwnSets.Catalogue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a set is said with its file, nothing is left of it, and the sets beside it are there. */
class DamagedSetTest {
    private static final SampleSet SAMPLE = SampleSet.of(24, 18);

    @TempDir
    private Path temporary;

    /** Damages a set that was whole. */
    @FunctionalInterface
    private interface Damage {
        void to(Path set) throws IOException;
    }

    private record Case(Layout layout, Damage damage, List<String> said) {}

    @FunctionalInterface
    private interface Layout {
        void layOut(Path folder) throws IOException;
    }

    private final Map<String, Case> cases = new LinkedHashMap<>();

    private void of(Layout layout, String name, Damage damage, String... said) {
        cases.put(name, new Case(layout, damage, List.of(said)));
    }

    @TestFactory
    Stream<DynamicTest> damageIsSaidWithItsFile() {
        folders();
        arrays();
        tables();
        settings();
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Path data = Files.createDirectories(
                            temporary.resolve(entry.getKey().replace(' ', '-')));
                    Path cache = Files.createDirectories(temporary.resolve("cache-of-" + data.getFileName()));
                    Path set = data.resolve("damaged");
                    entry.getValue().layout().layOut(set);
                    entry.getValue().damage().to(set);
                    SAMPLE.asIdx(data.resolve("whole"));

                    Catalogue catalogue = new OwnSets(Optional.of(data), cache).catalogue();

                    assertThat(catalogue.sets())
                            .singleElement()
                            .satisfies(info -> assertThat(info.name()).isEqualTo("whole"));
                    assertThat(catalogue.troubles())
                            .singleElement()
                            .asString()
                            .contains(entry.getValue().said());
                    try (Stream<Path> left = Files.list(cache.resolve("damaged"))) {
                        assertThat(left.map(path -> path.getFileName().toString()))
                                .isSubsetOf("lock");
                    } catch (NoSuchFileException e) {
                        // It was refused before anything was written.
                        assertThat(cache.resolve("damaged")).doesNotExist();
                    }
                }));
    }

    private void folders() {
        Layout folders = SAMPLE::asFolders;
        of(
                folders,
                "empty file",
                set -> Files.write(set.resolve("train/0/image-24.png"), new byte[0]),
                "train/0/image-24.png",
                "is empty");
        of(
                folders,
                "truncated PNG",
                set -> truncate(set.resolve("train/0/image-24.png"), 90),
                "train/0/image-24.png",
                "damaged or truncated");
        of(
                folders,
                "truncated header",
                set -> truncate(set.resolve("train/0/image-24.png"), 12),
                "train/0/image-24.png",
                "truncated");
        of(
                folders,
                "truncated JPEG",
                set -> {
                    Path file = jpeg(set.resolve("train/0/added.jpg"));
                    truncate(file, (int) Files.size(file) / 2);
                },
                "train/0/added.jpg",
                "damaged");
        of(
                folders,
                "JPEG without its end",
                set -> {
                    Path file = jpeg(set.resolve("train/0/added.jpg"));
                    truncate(file, (int) Files.size(file) - 2);
                },
                "train/0/added.jpg",
                "damaged");
        of(
                folders,
                "damaged PNG",
                set -> {
                    Path file = set.resolve("train/0/image-24.png");
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[60] ^= 0x55;
                    Files.write(file, bytes);
                },
                "train/0/image-24.png",
                "damaged");
        of(
                folders,
                "text called PNG",
                set -> Files.writeString(set.resolve("train/0/image-24.png"), "no image, but a text"),
                "train/0/image-24.png",
                "neither PNG nor JPEG");
        of(
                folders,
                "other file in a class",
                set -> Files.writeString(set.resolve("train/0/notes.txt"), "x"),
                "train/0/notes.txt",
                "neither PNG nor JPEG");
        of(
                folders,
                "16 bits a channel",
                set -> ImageIO.write(
                        new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY),
                        "png",
                        set.resolve("train/0/added.png").toFile()),
                "train/0/added.png",
                "16 bits");
        of(folders, "CMYK", set -> Files.write(set.resolve("train/0/added.jpg"), cmyk()), "train/0/added.jpg", "CMYK");
        of(
                folders,
                "transparent pixels",
                set -> ImageIO.write(
                        new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB),
                        "png",
                        set.resolve("train/0/added.png").toFile()),
                "train/0/added.png",
                "transparent");
        of(
                folders,
                "other size",
                set -> ImageIO.write(
                        new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_GRAY),
                        "png",
                        set.resolve("train/2/added.png").toFile()),
                "train/2/added.png 9 × 8",
                "give a size");
        of(folders, "empty class", set -> Files.createDirectories(set.resolve("train/9")), "train/9", "no image");
        of(
                folders,
                "one class only",
                set -> {
                    for (String name : List.of("train/0", "train/1", "test/0", "test/1")) delete(set.resolve(name));
                },
                "damaged",
                "one class only");
        of(
                folders,
                "class to test with only",
                set -> {
                    Files.createDirectories(set.resolve("test/9"));
                    SAMPLE.png(0, set.resolve("test/9/added.png"));
                },
                "test/9/added.png",
                "none of the classes 0, 1, 2");
        of(
                folders,
                "classes of nearly one name",
                set -> {
                    Files.move(set.resolve("train/0"), set.resolve("train/Rose"));
                    Files.move(set.resolve("train/1"), set.resolve("train/rose"));
                },
                "Rose and rose");
        of(
                folders,
                "folder within a class",
                set -> {
                    Files.createDirectories(set.resolve("train/0/deeper"));
                    SAMPLE.png(0, set.resolve("train/0/deeper/added.png"));
                },
                "train/0/deeper/added.png",
                "within that of a class");
        of(
                folders,
                "image outside of the classes",
                set -> SAMPLE.png(0, set.resolve("train/added.png")),
                "train/added.png",
                "no folder of a class");
        of(
                folders,
                "part of another name",
                set -> {
                    Files.createDirectories(set.resolve("val/0"));
                    SAMPLE.png(0, set.resolve("val/0/added.png"));
                },
                "val/0/added.png",
                "neither in train nor in test");
        of(
                folders,
                "link out of the folder",
                set -> {
                    Path outside = set.resolveSibling("outside.png");
                    SAMPLE.png(0, outside);
                    Files.createSymbolicLink(set.resolve("train/0/link.png"), outside);
                },
                "train/0/link.png",
                "outside of the data set's folder");
        of(
                folders,
                "link to nothing",
                set -> Files.createSymbolicLink(set.resolve("train/0/link.png"), set.resolve("nowhere.png")),
                "train/0/link.png",
                "not there");
        of(
                folders,
                "no training images",
                set -> {
                    delete(set.resolve("train"));
                    Files.createDirectories(set.resolve("train"));
                },
                "damaged",
                "no training images");
    }

    private void arrays() {
        Layout npz = folder -> SAMPLE.asNpz(folder, false);
        Layout idx = SAMPLE::asIdx;
        of(
                idx,
                "truncated IDX",
                set -> {
                    Path file = set.resolve("train-labels-idx1-ubyte");
                    truncate(file, (int) Files.size(file) - 1);
                },
                "train-labels-idx1-ubyte",
                "truncated");
        of(
                idx,
                "truncated gzip",
                set -> {
                    Path file = set.resolve("train-images-idx3-ubyte.gz");
                    truncate(file, (int) Files.size(file) / 2);
                },
                "train-images-idx3-ubyte.gz",
                "truncated");
        of(
                idx,
                "labels of other images",
                set -> Files.copy(
                        set.resolve("t10k-labels-idx1-ubyte"),
                        set.resolve("train-labels-idx1-ubyte"),
                        StandardCopyOption.REPLACE_EXISTING),
                "train-labels-idx1-ubyte",
                "6 labels",
                "18 images");
        of(idx, "missing labels", set -> Files.delete(set.resolve("t10k-labels-idx1-ubyte")), "t10k-labels-idx1-ubyte");
        of(
                idx,
                "label out of range",
                set -> Files.writeString(set.resolve("dataset.yaml"), "classes: [a, b]"),
                "label 2 of image 2",
                "2 classes");
        of(
                idx,
                "class that never occurs",
                set -> Files.writeString(set.resolve("dataset.yaml"), "classes: [a, b, c, d]"),
                "no training image of the class d");
        of(
                idx,
                "classes of one name",
                set -> Files.writeString(set.resolve("dataset.yaml"), "classes: [a, b, a]"),
                "two classes of one name");
        of(npz, "truncated archive", set -> truncate(set.resolve("set.npz"), 500), "set.npz", "no archive");
        of(
                npz,
                "two archives",
                set -> Files.copy(set.resolve("set.npz"), set.resolve("other.npz")),
                "one file",
                "has 2");
        of(
                npz,
                "missing array",
                set -> archive(set, Map.of("x_train", npy("|u1", "(2, 8, 8)", 128))),
                "set.npz",
                "no array y_train");
        of(
                npz,
                "array that ends too early",
                set -> archive(
                        set,
                        Map.of("x_train", npy("|u1", "(2, 8, 8)", 100), "y_train", npy("|u1", "(2,)", new byte[] {0, 1
                        }))),
                "x_train",
                "truncated");
        of(
                npz,
                "answers for other images",
                set -> archive(set, Map.of("x_train", npy("|u1", "(3, 8, 8)", 192), "y_train", npy("|u1", "(2,)", 2))),
                "x_train",
                "[3, 8, 8]",
                "2 answers");
        of(
                npz,
                "array of objects",
                set -> archive(set, Map.of("x_train", npy("|O", "(2, 8, 8)", 10), "y_train", npy("|u1", "(2,)", 2))),
                "x_train",
                "type");
        of(
                npz,
                "array of no image",
                set -> archive(
                        set, Map.of("x_train", npy("|u1", "(2, 8, 8, 4)", 512), "y_train", npy("|u1", "(2,)", 2))),
                "x_train",
                "[2, 8, 8, 4]");
        of(
                npz,
                "values out of range",
                set -> archive(
                        set,
                        Map.of(
                                "x_train",
                                        npy(
                                                "<f4",
                                                "(2, 1, 1)",
                                                ByteBuffer.allocate(8)
                                                        .putInt(0xBF80)
                                                        .array()),
                                "y_train", npy("|u1", "(2,)", new byte[] {0, 1}))),
                "x_train",
                "from 0 to 1");
        of(
                folder -> Files.write(Files.createDirectories(folder).resolve("train.bin"), new byte[3000]),
                "truncated CIFAR",
                set -> {},
                "train.bin",
                "3000 bytes");
    }

    private void tables() {
        Layout csv = SAMPLE::asCsv;
        of(
                csv,
                "pixel out of range",
                set -> replaceLast(set.resolve("train.csv"), ",300"),
                "train.csv",
                "line 19",
                "'300'",
                "pixel63");
        of(
                csv,
                "pixel that is no number",
                set -> replaceLast(set.resolve("train.csv"), ",x"),
                "train.csv",
                "line 19",
                "'x'");
        of(
                csv,
                "row of another length",
                set -> replaceLast(set.resolve("train.csv"), ""),
                "train.csv",
                "line 19",
                "64 fields");
        of(
                csv,
                "no labels",
                set -> Files.writeString(set.resolve("dataset.yaml"), "label: answer"),
                "train.csv",
                "no column answer");
        of(csv, "empty table", set -> Files.write(set.resolve("train.csv"), new byte[0]), "train.csv", "is empty");
        of(
                csv,
                "columns of one name",
                set -> Files.writeString(set.resolve("train.csv"), "label,a,a,b,c\n1,1,1,1,1\n"),
                "train.csv",
                "two columns");
        of(
                csv,
                "images of no square",
                set -> Files.writeString(set.resolve("train.csv"), "label,a,b,c\n1,1,1,1\n0,1,1,1\n"),
                "train.csv",
                "no square",
                "shape");
        of(
                csv,
                "image that is missing",
                set -> {
                    Files.delete(set.resolve("test.csv"));
                    Files.writeString(set.resolve("train.csv"), "label,file\n1,nowhere.png\n0,b.png\n");
                    Files.writeString(set.resolve("dataset.yaml"), "image: file");
                },
                "train.csv",
                "nowhere.png");
        of(
                csv,
                "one number only",
                set -> {
                    Files.delete(set.resolve("test.csv"));
                    Files.writeString(set.resolve("train.csv"), "label,a\n1.5,1\n1.5,2\n");
                    Files.writeString(set.resolve("dataset.yaml"), "quantity: size");
                },
                "damaged",
                "the number 1.5");
        of(
                csv,
                "answer that is no number",
                set -> {
                    Files.writeString(set.resolve("train.csv"), "label,a\nlarge,1\n1.5,2\n");
                    Files.writeString(set.resolve("dataset.yaml"), "quantity: size");
                },
                "train.csv",
                "'large'");
    }

    private void settings() {
        Layout csv = SAMPLE::asCsv;
        of(
                csv,
                "setting that is not known",
                set -> Files.writeString(set.resolve("dataset.yaml"), "sise: 8"),
                "dataset.yaml",
                "sise is not known",
                "size");
        of(
                csv,
                "setting twice",
                set -> Files.writeString(set.resolve("dataset.yaml"), "size: 8\nsize: 9"),
                "dataset.yaml",
                "size");
        of(
                csv,
                "setting of another type",
                set -> Files.writeString(set.resolve("dataset.yaml"), "size: large"),
                "dataset.yaml",
                "size");
        of(
                csv,
                "choice that there is not",
                set -> Files.writeString(set.resolve("dataset.yaml"), "colour: blue"),
                "dataset.yaml",
                "colour is blue",
                "grey, rgb");
        of(
                csv,
                "no YAML",
                set -> Files.writeString(set.resolve("dataset.yaml"), "size: [8"),
                "dataset.yaml",
                "not YAML");
        of(
                csv,
                "mean of other channels",
                set -> Files.writeString(set.resolve("dataset.yaml"), "mean: [1, 2, 3]\ndeviation: [1, 1, 1]"),
                "dataset.yaml",
                "1 channels");
        of(
                folder -> Files.writeString(Files.createDirectories(folder).resolve("dataset.yaml"), "title: x"),
                "nothing but settings",
                set -> {},
                "damaged",
                "no data set");
    }

    private static void truncate(Path file, int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    }

    private static void replaceLast(Path file, String by) throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.lastIndexOf(',')) + by);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    private static Path jpeg(Path file) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) image.getRaster().setSample(i % 8, i / 8, 0, i * 37 % 256);
        ImageIO.write(image, "jpg", file.toFile());
        return file;
    }

    /** The beginning of a JPEG file of four channels. */
    private static byte[] cmyk() {
        return ByteBuffer.allocate(64)
                .putShort((short) 0xFFD8)
                .putShort((short) 0xFFC0)
                .putShort((short) 20)
                .put((byte) 8)
                .putShort((short) 8)
                .putShort((short) 8)
                .put((byte) 4)
                .array();
    }

    private static byte[] npy(String type, String shape, int bytes) throws IOException {
        return npy(type, shape, new byte[bytes]);
    }

    private static byte[] npy(String type, String shape, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = SampleSet.header(bytes, type, shape);
        out.write(content);
        return bytes.toByteArray();
    }

    private static void archive(Path set, Map<String, byte[]> arrays) throws IOException {
        try (OutputStream file = Files.newOutputStream(set.resolve("set.npz"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
    }
}
