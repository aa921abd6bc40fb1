package io.trainyard.engine;

import io.trainyard.engine.device.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Checkpoints on disk: a magic number, a version, the content and the CRC-32 of all before it, big-endian. */
final class CheckpointFile {
    private static final int MAGIC = 0x54594350;
    private static final int VERSION = 2;

    private CheckpointFile() {}

    /** Writes beside the file, forces to disk and renames: a reader sees the old file or the new one. Returns its bytes. */
    static long write(Checkpoint checkpoint, Path file) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(encode(checkpoint));
        long size = content.remaining();
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) channel.write(content);
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return size;
    }

    static Checkpoint read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - Long.BYTES;
        if (end < 0 || ByteBuffer.wrap(bytes).getLong(end) != checksum(bytes, end))
            throw new IOException(file + ": is damaged: the checksum is wrong");
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
            int magic = in.readInt();
            int version = in.readInt();
            if (magic != MAGIC || version != VERSION)
                throw new IOException(file + ": is no checkpoint of version " + VERSION);
            return decode(in);
        } catch (EOFException e) {
            throw new IOException(file + ": ends too early", e);
        }
    }

    private static byte[] encode(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            byte[] spec = checkpoint.spec().getBytes(StandardCharsets.UTF_8);
            out.writeInt(spec.length);
            out.write(spec);
            for (State state : Checkpoint.STATES)
                writeFloats(out, checkpoint.states().getOrDefault(state, new float[0]));
            out.writeInt(checkpoint.results().size());
            for (EpochResult result : checkpoint.results()) writeResult(out, result);
            out.flush();
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        }
        return bytes.toByteArray();
    }

    private static Checkpoint decode(DataInputStream in) throws IOException {
        String spec = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        Map<State, float[]> states = new EnumMap<>(State.class);
        for (State state : Checkpoint.STATES) states.put(state, readFloats(in));
        int epochs = in.readInt();
        List<EpochResult> results = new ArrayList<>();
        for (int i = 0; i < epochs; i++) results.add(readResult(in));
        return new Checkpoint(spec, states, results);
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        byte[] bytes = new byte[values.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }

    private static void writeResult(DataOutputStream out, EpochResult result) throws IOException {
        out.writeInt(result.epoch());
        out.writeInt(result.metrics().size());
        for (Map.Entry<String, Double> metric : new TreeMap<>(result.metrics()).entrySet()) {
            out.writeUTF(metric.getKey());
            out.writeDouble(metric.getValue());
        }
        out.writeInt(result.classAccuracies().size());
        for (double accuracy : result.classAccuracies()) out.writeDouble(accuracy);
        out.writeLong(result.trainMillis());
        out.writeLong(result.evaluationMillis());
    }

    private static EpochResult readResult(DataInputStream in) throws IOException {
        int epoch = in.readInt();
        Map<String, Double> metrics = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) metrics.put(in.readUTF(), in.readDouble());
        List<Double> accuracies = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) accuracies.add(in.readDouble());
        return new EpochResult(epoch, metrics, accuracies, in.readLong(), in.readLong());
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
