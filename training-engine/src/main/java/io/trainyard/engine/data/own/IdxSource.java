package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import io.trainyard.engine.data.own.Outline.Size;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Pairs of files in MNIST's format, plain or gzip: images of bytes and labels of bytes. */
final class IdxSource implements Source {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    private final Outline outline;
    private final List<Part> parts;

    private IdxSource(Outline outline, List<Part> parts) {
        this.outline = outline;
        this.parts = parts;
    }

    /** Images with their labels, of training or of testing. */
    private static final class Part {
        private final Path images;
        private final int count;
        private final Size size;
        private final double[] labels;

        Part(Path images, int count, Size size, double[] labels) {
            this.images = images;
            this.count = count;
            this.size = size;
            this.labels = labels;
        }

        Path images() {
            return images;
        }

        int count() {
            return count;
        }

        Size size() {
            return size;
        }

        double[] labels() {
            return labels;
        }
    }

    static IdxSource open(FolderFiles files, Settings settings) throws DataException, IOException {
        Part train = part(files, "train", files.folder())
                .orElseThrow(() -> new DataException(files.folder()
                        + ": has no file called train-images-idx3-ubyte, nor anything with that in its name"));
        Optional<Part> test = part(files, "t10k", files.folder());
        if (test.isEmpty()) test = part(files, "test", files.folder());
        if (test.isPresent() && !test.get().size().equals(train.size()))
            throw new DataException(test.get().images() + ": has images of "
                    + test.get().size() + " pixels, but " + train.images() + " of " + train.size());
        double[] labels =
                test.map(part -> Labels.joined(train.labels(), part.labels())).orElse(train.labels());
        Labels.number(labels, settings, train.images());
        List<Part> parts = new ArrayList<>(List.of(train));
        test.ifPresent(parts::add);
        return new IdxSource(
                Outline.of(Labels.classes(labels, settings), labels, train.count(), train.size(), 1), parts);
    }

    private static Optional<Part> part(FolderFiles files, String name, Path folder) throws DataException, IOException {
        Optional<Entry> images = find(files, name + "-images");
        if (images.isEmpty()) return Optional.empty();
        Entry labels = find(files, name + "-labels")
                .orElseThrow(
                        () -> new DataException(folder + ": has " + images.get().name() + ", but no file called " + name
                                + "-labels-idx1-ubyte, nor anything with that in its name"));
        int[] sizes = header(images.get().path(), IMAGES, 3);
        double[] values = labels(labels.path());
        if (values.length != sizes[0])
            throw new DataException(labels.path() + ": has " + values.length + " labels, but "
                    + images.get().path() + " has " + sizes[0] + " images");
        return Optional.of(new Part(images.get().path(), sizes[0], new Size(sizes[1], sizes[2]), values));
    }

    private static Optional<Entry> find(FolderFiles files, String part) throws DataException {
        List<Entry> found = files.top().stream()
                .filter(file -> file.last().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        if (found.size() > 1)
            throw new DataException(found.get(1).path() + ": may be meant as well as "
                    + found.getFirst().path() + ": leave one of them");
        return found.stream().findFirst();
    }

    private static InputStream content(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().endsWith(".gz")
                ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16)
                : raw;
    }

    private static int[] header(Path file, int magic, int dimensions) throws DataException, IOException {
        try (DataInputStream in = new DataInputStream(content(file))) {
            return header(in, file, magic, dimensions);
        } catch (EOFException e) {
            throw truncated(file, e);
        }
    }

    private static int[] header(DataInputStream in, Path file, int magic, int dimensions)
            throws DataException, IOException {
        int found = in.readInt();
        if (found != magic)
            throw new DataException(
                    "%s: is no such IDX file: expected magic 0x%08x, but found 0x%08x".formatted(file, magic, found));
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.readInt();
            if (sizes[i] < 1) throw new DataException(file + ": says that it has " + sizes[i] + " entries");
        }
        if (dimensions > 1 && (long) sizes[1] * sizes[2] > 1 << 28)
            throw new DataException(file + ": says that images have " + sizes[1] + " × " + sizes[2] + " pixels");
        return sizes;
    }

    private static double[] labels(Path file) throws DataException, IOException {
        try (DataInputStream in = new DataInputStream(content(file))) {
            int count = header(in, file, LABELS, 1)[0];
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) throw new EOFException();
            requireEnd(in, file);
            double[] labels = new double[count];
            for (int i = 0; i < count; i++) labels[i] = bytes[i] & 0xFF;
            return labels;
        } catch (EOFException e) {
            throw truncated(file, e);
        }
    }

    private static void requireEnd(InputStream in, Path file) throws DataException, IOException {
        if (in.read() >= 0) throw new DataException(file + ": is longer than its header says");
    }

    private static DataException truncated(Path file, EOFException cause) {
        return new DataException(file + ": is truncated: it ends before its header says", cause);
    }

    @Override
    public Outline outline() {
        return outline;
    }

    @Override
    public void read(Receiver receiver) throws DataException, IOException {
        int index = 0;
        for (Part part : parts)
            try (DataInputStream in = new DataInputStream(content(part.images()))) {
                int[] sizes = header(in, part.images(), IMAGES, 3);
                for (int i = 0; i < part.count(); i++) {
                    byte[] pixels = new byte[sizes[1] * sizes[2]];
                    in.readFully(pixels);
                    receiver.take(index++, new Picture(1, sizes[1], sizes[2], pixels));
                }
                requireEnd(in, part.images());
            } catch (EOFException e) {
                throw truncated(part.images(), e);
            }
    }
}
