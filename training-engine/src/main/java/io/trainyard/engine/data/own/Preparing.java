package io.trainyard.engine.data.own;

import io.trainyard.contract.Sha256;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.Outline.Size;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one file of a data set's images. Images are put in the order of the hashes of their content: so the same images give the same
 * file, whatever they are called and in whatever format they come, and the first so many are a fair sample. The digest of the set is
 * that of these hashes.
 */
final class Preparing {
    private static final int WHITE = 255;

    private final Path folder;
    private final Settings settings;
    private final Source source;
    private final Outline outline;
    private final Shape shape;
    private final byte[][] hashes;

    private Preparing(Path folder, Settings settings, Source source) throws DataException {
        this.folder = folder;
        this.settings = settings;
        this.source = source;
        outline = source.outline();
        outline.check(folder);
        shape = shape();
        hashes = new byte[outline.images()][];
    }

    /**
     * Reads a folder.
     *
     * @param cache gets the file, called by the set's digest
     * @return what is known of the set from now on
     * @throws DataException naming the file or the folder that is wrong; nothing is left then
     */
    static DatasetInfo prepare(FolderFiles files, Path cache) throws DataException {
        Path folder = files.folder();
        Settings settings = Settings.of(folder);
        try {
            Format format = settings.format()
                    .or(() -> Format.of(files))
                    .orElseThrow(
                            () -> new DataException(folder + ": holds no data set: there are neither folders of PNG and"
                                    + " JPEG files nor IDX, CIFAR, npz or CSV files in it"));
            return new Preparing(folder, settings, format.open(files, settings)).prepare(cache);
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be prepared: " + e.getMessage(), e);
        }
    }

    private Shape shape() throws DataException {
        Size size = settings.size()
                .or(outline::size)
                .orElseThrow(() ->
                        new DataException(outline.differing() + ": give a size in " + folder.resolve(Settings.FILE)));
        int channels = settings.colour().map(Settings.Colour::channels).orElse(outline.channels());
        Shape found = new Shape(channels, size.height(), size.width());
        if (!settings.mean().isEmpty() && settings.mean().size() != channels)
            throw new DataException(folder.resolve(Settings.FILE) + ": mean must be one number for each of the "
                    + channels + " channels");
        return found;
    }

    private DatasetInfo prepare(Path cache) throws DataException, IOException {
        Path unordered = Files.createTempFile(cache, "images", ".part");
        Path ordered = Files.createTempFile(cache, "images", ".part");
        try (FileChannel channel = FileChannel.open(unordered, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Shaping shaping = new Shaping(shape, settings.fit());
            source.read((index, picture) -> {
                byte[] values = shaping.shape(picture);
                hashes[index] = hash(values, outline.answers()[index]);
                ByteBuffer buffer = ByteBuffer.wrap(values);
                long at = (long) index * values.length;
                while (buffer.hasRemaining()) channel.write(buffer, at + buffer.position());
            });
            Split split = split();
            Moments moments = new Moments(shape.channels());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(ordered), 1 << 20)) {
                writePixels(split.train(), channel, out, moments);
                writePixels(split.test(), channel, out, null);
                writeAnswers(split, out);
            }
            DatasetInfo info = info(split, moments);
            Files.move(ordered, cache.resolve(info.digest() + ".images"), StandardCopyOption.ATOMIC_MOVE);
            return info;
        } finally {
            Files.deleteIfExists(unordered);
            Files.deleteIfExists(ordered);
        }
    }

    /** Of the values and the answer. */
    private byte[] hash(byte[] values, double answer) {
        MessageDigest digest = Sha256.begin();
        digest.update(values);
        ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
        if (outline.isClassified()) number.putInt((int) answer);
        else number.putFloat((float) answer);
        return digest.digest(number.array());
    }

    /** Indexes of images in the order of their hashes. */
    private record Split(List<Integer> train, List<Integer> test) {}

    private Split split() throws DataException {
        List<Integer> all = IntStream.range(0, outline.images())
                .boxed()
                .sorted(Comparator.comparing(index -> hashes[index], Arrays::compareUnsigned))
                .toList();
        boolean parted = outline.trainImages() < outline.images();
        boolean[] test = parted ? new boolean[outline.images()] : drawTest(all);
        for (int i = outline.trainImages(); i < test.length; i++) test[i] = true;
        Split split = new Split(
                all.stream().filter(index -> !test[index]).toList(),
                all.stream().filter(index -> test[index]).toList());
        if (split.test().isEmpty())
            throw new DataException(folder + ": has too few images to split some off to test with");
        return split;
    }

    /** Of each class the same share, and never all; by the seed. */
    private boolean[] drawTest(List<Integer> all) {
        boolean[] test = new boolean[all.size()];
        int groups = Math.max(1, outline.classes().size());
        List<List<Integer>> byClass = IntStream.range(0, groups)
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        for (int index : all)
            byClass.get(outline.isClassified() ? (int) outline.answers()[index] : 0)
                    .add(index);
        for (int label = 0; label < groups; label++) {
            List<Integer> members = byClass.get(label);
            int count =
                    (int) Math.min(members.size() - 1L, Math.max(1, Math.round(settings.testShare() * members.size())));
            int[] order = new RandomStream(settings.seed(), Purpose.HOLDING_OUT, 0, label).permutation(members.size());
            for (int i = 0; i < count; i++) test[members.get(order[i])] = true;
        }
        return test;
    }

    private void writePixels(List<Integer> indexes, FileChannel from, OutputStream to, @Nullable Moments moments)
            throws IOException {
        byte[] values = new byte[shape.size()];
        for (int index : indexes) {
            ByteBuffer buffer = ByteBuffer.wrap(values);
            long at = (long) index * values.length;
            while (buffer.hasRemaining())
                if (from.read(buffer, at + buffer.position()) < 0)
                    throw new IOException("the file of images has shrunk");
            if (moments != null) moments.add(values);
            for (int i = 0; i < values.length; i++) values[i] ^= (byte) 0x80;
            to.write(values);
        }
    }

    private void writeAnswers(Split split, OutputStream out) throws IOException {
        for (List<Integer> part : List.of(split.train(), split.test())) {
            ByteBuffer bytes = ByteBuffer.allocate(part.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int index : part)
                if (outline.isClassified()) bytes.putInt((int) outline.answers()[index]);
                else bytes.putFloat((float) outline.answers()[index]);
            out.write(bytes.array());
        }
    }

    /** Exact sums over the training images, for each channel. */
    private static final class Moments {
        private final long[] sums;
        private final long[] squares;
        private long images;
        private int plane;

        Moments(int channels) {
            sums = new long[channels];
            squares = new long[channels];
        }

        void add(byte[] values) {
            plane = values.length / sums.length;
            images++;
            for (int channel = 0; channel < sums.length; channel++) {
                long sum = 0;
                long square = 0;
                for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                    int value = values[i] & 0xFF;
                    sum += value;
                    square += (long) value * value;
                }
                sums[channel] += sum;
                squares[channel] += square;
            }
        }

        List<Double> mean() {
            return Arrays.stream(sums)
                    .mapToObj(sum -> (double) sum / count() / WHITE)
                    .toList();
        }

        /** 1 where all pixels are alike. */
        List<Double> deviation() {
            return IntStream.range(0, sums.length).mapToObj(this::deviation).toList();
        }

        private double deviation(int channel) {
            double mean = (double) sums[channel] / count();
            double variance = (double) squares[channel] / count() - mean * mean;
            return variance > 1e-9 ? Math.sqrt(variance) / WHITE : 1;
        }

        private double count() {
            return (double) images * plane;
        }
    }

    private DatasetInfo info(Split split, Moments moments) {
        boolean given = !settings.mean().isEmpty();
        return new DatasetInfo(
                String.valueOf(folder.getFileName()),
                settings.title(),
                settings.description(),
                shape,
                target(split),
                split.train().size(),
                split.test().size(),
                given ? settings.mean() : moments.mean(),
                given ? settings.deviation() : moments.deviation(),
                digest(split));
    }

    private Target target(Split split) {
        if (outline.isClassified()) return new Target.Classes(outline.classes());
        double[] numbers = split.train().stream()
                .mapToDouble(index -> outline.answers()[index])
                .toArray();
        return new Target.Quantity(
                settings.quantity(),
                settings.unit(),
                Arrays.stream(numbers).min().orElseThrow(),
                Arrays.stream(numbers).max().orElseThrow());
    }

    private String digest(Split split) {
        MessageDigest digest = Sha256.begin();
        String head = "%d classes, %d %d %d, %d %d\n"
                .formatted(
                        outline.classes().size(),
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        split.train().size(),
                        split.test().size());
        digest.update(head.getBytes(StandardCharsets.US_ASCII));
        split.train().forEach(index -> digest.update(hashes[index]));
        split.test().forEach(index -> digest.update(hashes[index]));
        return HexFormat.of().formatHex(digest.digest());
    }
}
