package io.trainyard.engine.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Reads files of tensors that {@link TensorFile} or another program has written. */
public final class TensorFileReader implements AutoCloseable {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    /** The format's own limit. */
    private static final long MAX_HEADER = 100_000_000;

    private static final long CHUNK = 1 << 20;

    private final Path file;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment content;
    private final String header;
    private final JsonNode entries;
    private final Map<String, String> metadata = new HashMap<>();
    private final long dataStart;

    /**
     * Reads the header.
     *
     * @throws IOException if the file cannot be read or is none of this format; the message names it
     */
    public TensorFileReader(Path file) throws IOException {
        this.file = file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long length = content.byteSize() < Long.BYTES ? -1 : content.get(LENGTH, 0);
            if (length < 0 || length > MAX_HEADER || length > content.byteSize() - Long.BYTES)
                throw new IOException(file + ": is no safetensors file, or its end is missing");
            dataStart = Long.BYTES + length;
            header = new String(
                    content.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
            entries = parse(header);
            entries.path(TensorFile.METADATA)
                    .properties()
                    .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
        } catch (IOException | RuntimeException e) {
            if (arena.scope().isAlive()) arena.close();
            throw e;
        }
    }

    private JsonNode parse(String text) throws IOException {
        try {
            JsonNode node = new ObjectMapper().readTree(text);
            if (node != null && node.isObject()) return node;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": is no safetensors file: its header is no JSON", e);
        }
        throw new IOException(file + ": is no safetensors file: its header is no JSON object");
    }

    /** The texts of the header. */
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /**
     * Compares the file with its checksum.
     *
     * @throws IOException if it was damaged after it was written, or has no checksum
     */
    public void verify() throws IOException {
        String written = metadata.get(TensorFile.CHECKSUM);
        if (written == null) throw new IOException(file + ": has no checksum");
        String blank = header.replace(TensorFile.placeholder(written), TensorFile.placeholder(TensorFile.NO_CHECKSUM));
        CRC32 checksum = new CRC32();
        checksum.update(content.asSlice(0, Long.BYTES).asByteBuffer());
        checksum.update(blank.getBytes(StandardCharsets.UTF_8));
        for (long from = dataStart; from < content.byteSize(); from += CHUNK) {
            MemorySegment chunk = content.asSlice(from, Math.min(CHUNK, content.byteSize() - from));
            checksum.update(chunk.asByteBuffer());
            // Else what was read counts as this process's memory, although it is the file's.
            chunk.unload();
        }
        if (!TensorFile.hex(checksum).equals(written))
            throw new IOException(file + ": is damaged: the checksum is wrong");
    }

    /**
     * The numbers of a tensor where they lie in the file, to be read until this reader is closed.
     *
     * @throws IOException if the file has no such tensor of this shape
     */
    public MemorySegment values(String tensor, List<Integer> shape) throws IOException {
        JsonNode entry = entries.path(tensor);
        if (!entry.isObject()) throw new IOException(file + ": has no tensor " + tensor);
        JsonNode sides = entry.path("shape");
        List<Integer> found = IntStream.range(0, sides.size())
                .mapToObj(i -> sides.get(i).asInt())
                .toList();
        String type = entry.path("dtype").asText();
        if (!type.equals(TensorFile.FLOATS) || !found.equals(shape))
            throw new IOException(file + ": the tensor " + tensor + " is " + type + " " + found + " where "
                    + TensorFile.FLOATS + " " + shape + " was expected");
        long start = dataStart + entry.path("data_offsets").path(0).asLong(-1);
        long size = NamedTensor.size(shape);
        if (start < dataStart || start + size > content.byteSize())
            throw new IOException(file + ": the tensor " + tensor + " lies outside the file");
        return content.asSlice(start, size);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) arena.close();
    }
}
