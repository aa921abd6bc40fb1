package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An array in NumPy's format (numpy.lib.format, versions 1 to 3), read value by value from its beginning.
 */
final class NpyArray implements AutoCloseable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=])([a-z])([0-9]+)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

    private final InputStream in;
    private final String name;
    private final char kind;
    private final int width;
    private final int[] shape;
    private final ByteBuffer value;

    private NpyArray(InputStream in, String name, String header) throws DataException {
        this.in = in;
        this.name = name;
        Matcher type = TYPE.matcher(header);
        Matcher sizes = SHAPE.matcher(header);
        if (!type.find() || !sizes.find())
            throw new DataException(name + ": is of a type that is not read: " + header.strip());
        kind = type.group(2).charAt(0);
        width = Integer.parseInt(type.group(3));
        boolean known = (kind == 'u' || kind == 'i') && (width == 1 || width == 2 || width == 4 || width == 8);
        known |= kind == 'f' && (width == 4 || width == 8);
        if (!known)
            throw new DataException(name + ": holds values of type " + kind + width
                    + ", but must hold integers or floats of 4 or 8 bytes");
        if (FORTRAN.matcher(header).find())
            throw new DataException(
                    name + ": lies column by column (fortran_order): save numpy.ascontiguousarray of it");
        try {
            shape = Stream.of(sizes.group(1).split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new DataException(name + ": is too large in one dimension: " + sizes.group(1), e);
        }
        value = ByteBuffer.allocate(width)
                .order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    static NpyArray open(InputStream raw, String name) throws DataException, IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length))
            throw new DataException(name + ": is no array of NumPy");
        byte[] length = in.readNBytes(start[MAGIC.length] == 1 ? 2 : 4);
        int bytes = 0;
        for (int i = length.length - 1; i >= 0; i--) bytes = bytes << 8 | (length[i] & 0xFF);
        if (bytes < 0 || bytes > 1 << 20) throw new DataException(name + ": has a header of " + bytes + " bytes");
        return new NpyArray(in, name, new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    }

    int[] shape() {
        return shape.clone();
    }

    boolean isBytes() {
        return width == 1 && kind == 'u';
    }

    boolean isFloating() {
        return kind == 'f';
    }

    double next() throws DataException, IOException {
        read(value.array());
        if (kind == 'f') return width == 4 ? value.getFloat(0) : value.getDouble(0);
        boolean unsigned = kind == 'u';
        return switch (width) {
            case 1 -> unsigned ? value.get(0) & 0xFF : value.get(0);
            case 2 -> unsigned ? value.getShort(0) & 0xFFFF : value.getShort(0);
            case 4 -> unsigned ? value.getInt(0) & 0xFFFF_FFFFL : value.getInt(0);
            default -> value.getLong(0);
        };
    }

    /** Of an array of bytes. */
    void read(byte[] bytes) throws DataException, IOException {
        try {
            if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) throw new EOFException();
        } catch (EOFException e) {
            throw new DataException(name + ": is truncated: it ends before its shape is filled", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
