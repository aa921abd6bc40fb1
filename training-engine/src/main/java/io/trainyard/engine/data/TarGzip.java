package io.trainyard.engine.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Reads files out of a tar archive under gzip: blocks of 512 bytes, one header before each file (POSIX ustar). */
final class TarGzip {
    private static final int BLOCK = 512;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int NAME_LENGTH = 100;

    private TarGzip() {}

    /** The wanted files by their name without folders. */
    static Map<String, byte[]> read(Path archive, Predicate<String> wanted) throws DataException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String path = text(header, 0, NAME_LENGTH);
                long size = size(header, archive);
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (wanted.test(name)) files.put(name, content(in, size, archive, path));
                else in.skipNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
            return files;
        } catch (EOFException e) {
            throw new DataException(archive + ": the archive is truncated", e);
        } catch (IOException e) {
            throw new DataException(archive + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] content(InputStream in, long size, Path archive, String path)
            throws IOException, DataException {
        byte[] content = in.readNBytes(Math.toIntExact(size));
        if (content.length < size)
            throw new DataException(archive + ": " + path + " in it is truncated: expected " + size
                    + " bytes, but found " + content.length);
        return content;
    }

    private static long size(byte[] header, Path archive) throws DataException {
        String digits = text(header, SIZE_OFFSET, SIZE_LENGTH).trim();
        try {
            return Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new DataException(archive + ": is no tar archive: '" + digits + "' is no size", e);
        }
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) end++;
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }
}
