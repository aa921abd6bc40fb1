package io.trainyard.engine.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads the IDX format of MNIST: a big-endian header, then one byte a value. Plain or gzip, as the name's end tells. */
final class IdxFile {
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;

    private IdxFile() {}

    static byte[] images(Path file, int count, int height, int width) throws DataException {
        return read(file, IMAGES_MAGIC, count, height, width);
    }

    static byte[] labels(Path file, int count, int classes) throws DataException {
        byte[] labels = read(file, LABELS_MAGIC, count);
        for (int i = 0; i < labels.length; i++)
            if ((labels[i] & 0xFF) >= classes)
                throw new DataException(file + ": label " + (labels[i] & 0xFF) + " of image " + i
                        + " is not one of the " + classes + " classes");
        return labels;
    }

    private static byte[] read(Path file, int magic, int... sizes) throws DataException {
        byte[] content = content(file, 4 + 4L * sizes.length + product(sizes));
        ByteBuffer header = ByteBuffer.wrap(content);
        int found = header.getInt();
        if (found != magic)
            throw new DataException(
                    "%s: is no such IDX file: expected magic 0x%08x, but found 0x%08x".formatted(file, magic, found));
        for (int size : sizes) {
            int actual = header.getInt();
            if (actual != size)
                throw new DataException(file + ": the header says " + actual + " where " + size + " was expected");
        }
        byte[] values = new byte[header.remaining()];
        header.get(values);
        return values;
    }

    private static long product(int... sizes) {
        long product = 1;
        for (int size : sizes) product = Math.multiplyExact(product, size);
        return product;
    }

    private static byte[] content(Path file, long expected) throws DataException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
            return Exactly.read(in, file.toString(), expected);
        } catch (EOFException e) {
            throw new DataException(
                    file + ": the compressed data ends too early, at " + size(file) + " bytes of the file; expected "
                            + expected + " bytes after decompression",
                    e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
