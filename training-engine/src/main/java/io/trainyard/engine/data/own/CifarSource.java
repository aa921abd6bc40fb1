package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import io.trainyard.engine.data.own.Outline.Size;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The binary files of CIFAR-10, records of a label and three planes of 32 × 32 bytes, and those of CIFAR-100, where a coarse label,
 * which is passed over, stands before the fine one.
 */
final class CifarSource implements Source {
    private static final Size SIZE = new Size(32, 32);
    private static final int PIXELS = 3 * 32 * 32;

    private final Outline outline;
    private final List<Entry> files;
    private final int labelBytes;

    private CifarSource(Outline outline, List<Entry> files, int labelBytes) {
        this.outline = outline;
        this.files = files;
        this.labelBytes = labelBytes;
    }

    static CifarSource open(FolderFiles files, Settings settings) throws DataException, IOException {
        List<Entry> binary = files.top().stream()
                .filter(file -> file.last().toLowerCase(Locale.ROOT).endsWith(".bin"))
                .toList();
        if (binary.isEmpty()) throw new DataException(files.folder() + ": has no file whose name ends with .bin");
        List<Entry> train = binary.stream().filter(file -> !isTest(file)).toList();
        List<Entry> test = binary.stream().filter(CifarSource::isTest).toList();
        int labelBytes = labelBytes(binary);
        List<Entry> all = Stream.concat(train.stream(), test.stream()).toList();
        double[] labels = labels(all, labelBytes);
        Settings named = withNames(files, settings);
        Labels.number(labels, named, files.folder());
        int trainImages =
                train.stream().mapToInt(file -> records(file, labelBytes)).sum();
        return new CifarSource(
                Outline.of(Labels.classes(labels, named), labels, trainImages, SIZE, 3), all, labelBytes);
    }

    private static boolean isTest(Entry file) {
        return file.last().startsWith("test");
    }

    private static int labelBytes(List<Entry> files) throws DataException {
        for (int bytes = 1; bytes <= 2; bytes++) {
            int record = bytes + PIXELS;
            if (files.stream().allMatch(file -> file.bytes() > 0 && file.bytes() % record == 0)) return bytes;
        }
        for (Entry file : files)
            if (file.bytes() == 0 || (file.bytes() % (1 + PIXELS) != 0 && file.bytes() % (2 + PIXELS) != 0))
                throw new DataException(file.path() + ": is truncated or no file of CIFAR: " + file.bytes()
                        + " bytes are no multiple of " + (1 + PIXELS) + " or " + (2 + PIXELS));
        throw new DataException(files.getFirst().path() + ": has other records than the files beside it");
    }

    private static int records(Entry file, int labelBytes) {
        return Math.toIntExact(file.bytes() / (labelBytes + PIXELS));
    }

    /** The names of the classes lie beside the files. */
    private static Settings withNames(FolderFiles files, Settings settings) throws IOException {
        if (!settings.classes().isEmpty()) return settings;
        for (String name : List.of("fine_label_names.txt", "batches.meta.txt")) {
            Optional<Entry> file = files.find(name);
            if (file.isEmpty()) continue;
            List<String> names = Files.readAllLines(file.get().path()).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return settings.withClasses(names);
        }
        return settings;
    }

    private static double[] labels(List<Entry> files, int labelBytes) throws IOException {
        List<double[]> parts = new ArrayList<>();
        for (Entry file : files) {
            double[] labels = new double[records(file, labelBytes)];
            try (DataInputStream in = open(file)) {
                for (int i = 0; i < labels.length; i++) {
                    for (int b = 0; b < labelBytes; b++) labels[i] = in.readUnsignedByte();
                    in.skipNBytes(PIXELS);
                }
            }
            parts.add(labels);
        }
        return parts.stream().reduce(new double[0], Labels::joined);
    }

    private static DataInputStream open(Entry file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16));
    }

    @Override
    public Outline outline() {
        return outline;
    }

    @Override
    public void read(Receiver receiver) throws IOException {
        int index = 0;
        for (Entry file : files)
            try (DataInputStream in = open(file)) {
                for (int i = 0; i < records(file, labelBytes); i++) {
                    in.skipNBytes(labelBytes);
                    byte[] planes = new byte[PIXELS];
                    in.readFully(planes);
                    receiver.take(index++, new Picture(3, SIZE.height(), SIZE.width(), planes));
                }
            }
    }
}
