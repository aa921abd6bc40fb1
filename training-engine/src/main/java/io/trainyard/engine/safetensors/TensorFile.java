package io.trainyard.engine.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes tensors as the safetensors format has them: the header's length in 8 bytes, little-endian; the header, a JSON object
 * that tells name, type, shape and place of every tensor; the tensors. Texts go into the header under {@code __metadata__},
 * beside the CRC-32 of the whole file, which the format itself lacks. Floats are written as x86 has them in memory, which is
 * the format's order.
 */
public final class TensorFile {
    static final String METADATA = "__metadata__";
    static final String CHECKSUM = "crc32";
    /** Stands in the header for the checksum while that is computed. */
    static final String NO_CHECKSUM = "00000000";

    static final String FLOATS = "F32";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CHUNK = 1 << 20;
    private static final int ALIGNMENT = 8;

    private TensorFile() {}

    /**
     * Writes beside the file, forces to disk and renames: a reader sees the old file or the new one. There is room for one tensor
     * at a time.
     *
     * @return the file's size in bytes
     */
    public static long write(Path file, Map<String, String> metadata, List<NamedTensor> tensors) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        long size;
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            size = write(channel, header(metadata, tensors), tensors);
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return size;
    }

    private static long write(FileChannel channel, String header, List<NamedTensor> tensors) throws IOException {
        CRC32 checksum = new CRC32();
        ByteBuffer head = framed(header);
        checksum.update(head.duplicate());
        writeFully(channel, head.duplicate());
        for (NamedTensor tensor : tensors)
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment values = arena.allocate(tensor.size(), ALIGNMENT);
                tensor.values().accept(values);
                for (long from = 0; from < tensor.size(); from += CHUNK) {
                    ByteBuffer chunk = values.asSlice(from, Math.min(CHUNK, tensor.size() - from))
                            .asByteBuffer();
                    checksum.update(chunk.duplicate());
                    writeFully(channel, chunk);
                }
            }
        long size = channel.position();
        channel.position(0);
        writeFully(channel, framed(header.replace(placeholder(NO_CHECKSUM), placeholder(hex(checksum)))));
        return size;
    }

    static String placeholder(String checksum) {
        return "\"" + CHECKSUM + "\":\"" + checksum + "\"";
    }

    static String hex(CRC32 checksum) {
        return "%08x".formatted(checksum.getValue());
    }

    private static String header(Map<String, String> metadata, List<NamedTensor> tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject(METADATA).put(CHECKSUM, NO_CHECKSUM);
        metadata.forEach(texts::put);
        long offset = 0;
        for (NamedTensor tensor : tensors) {
            ObjectNode entry = header.putObject(tensor.name()).put("dtype", FLOATS);
            tensor.shape().forEach(entry.putArray("shape")::add);
            long end = offset + tensor.size();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        return JSON.writeValueAsString(header);
    }

    /** With its length in front and, so that the tensors begin at a multiple of 8 bytes, spaces behind. */
    private static ByteBuffer framed(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        int length = Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer framed = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(length).put(text);
        while (framed.hasRemaining()) framed.put((byte) ' ');
        return framed.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }
}
