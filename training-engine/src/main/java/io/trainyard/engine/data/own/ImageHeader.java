package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import io.trainyard.engine.data.own.Outline.Size;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/**
 * What the first bytes of a PNG or JPEG file tell (PNG specification, 11.2.1; ITU-T T.81, B.2.2). By its content, not by its name.
 *
 * @param channels 1 where it is grey
 */
record ImageHeader(String format, Size size, int channels) {
    private static final long PNG = 0x8950_4E47_0D0A_1A0AL;
    private static final int JPEG = 0xFFD8;

    static boolean isImage(Entry file) {
        String name = file.last().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    static ImageHeader of(Entry file) throws DataException {
        if (file.bytes() == 0) throw new DataException(file.path() + ": is empty");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.path())))) {
            in.mark(Long.BYTES);
            if (file.bytes() >= Long.BYTES && in.readLong() == PNG) return png(in, file);
            in.reset();
            if (in.readUnsignedShort() == JPEG) return jpeg(in, file);
        } catch (EOFException e) {
            throw new DataException(file.path() + ": is truncated: it ends within its header", e);
        } catch (IOException e) {
            throw new DataException(file.path() + ": cannot be read: " + e.getMessage(), e);
        }
        throw new DataException(file.path() + ": is neither PNG nor JPEG");
    }

    private static ImageHeader png(DataInputStream in, Entry file) throws IOException, DataException {
        in.skipNBytes(8);
        int width = in.readInt();
        int height = in.readInt();
        int bits = in.readUnsignedByte();
        int colour = in.readUnsignedByte();
        if (bits == 16)
            throw new DataException(
                    file.path() + ": has 16 bits a channel, of which 8 would be lost: save it with 8 bits");
        return header("png", width, height, colour == 0 || colour == 4 ? 1 : 3, file);
    }

    private static ImageHeader jpeg(DataInputStream in, Entry file) throws IOException, DataException {
        while (true) {
            int marker = in.readUnsignedByte();
            if (marker != 0xFF) throw new DataException(file.path() + ": is damaged: a marker was expected");
            while (marker == 0xFF) marker = in.readUnsignedByte();
            int length = in.readUnsignedShort();
            // All kinds of frames; C4, C8 and CC define tables and extensions.
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                int bits = in.readUnsignedByte();
                int height = in.readUnsignedShort();
                int width = in.readUnsignedShort();
                int channels = in.readUnsignedByte();
                if (bits != 8) throw new DataException(file.path() + ": has " + bits + " bits a channel, not 8");
                if (channels == 4)
                    throw new DataException(file.path() + ": has four channels, as CMYK has: save it as RGB");
                return header("jpeg", width, height, channels == 1 ? 1 : 3, file);
            }
            in.skipNBytes(Math.max(0, length - 2));
        }
    }

    private static ImageHeader header(String format, int width, int height, int channels, Entry file)
            throws DataException {
        if (width < 1 || height < 1 || (long) width * height > 1L << 28)
            throw new DataException(file.path() + ": is " + width + " × " + height + " pixels large");
        return new ImageHeader(format, new Size(height, width), channels);
    }
}
