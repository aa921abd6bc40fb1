package io.trainyard.engine;

import io.trainyard.contract.Device;
import io.trainyard.engine.choice.DeviceChoice;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.State;
import io.trainyard.engine.safetensors.NamedTensor;
import io.trainyard.engine.safetensors.TensorFile;
import io.trainyard.engine.safetensors.TensorFileReader;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checkpoints on disk, as safetensors: parameters and running statistics under PyTorch's names, such as {@code 3.weight}, for
 * every program that reads the format; the optimizer's arrays as {@code optimizer.0.3.weight}, averages as
 * {@code averaged.3.weight}; specification, device and results as texts of the header.
 */
final class CheckpointFile {
    private static final String VERSION = "3";
    private static final String KIND = "trainyard-checkpoint";
    private static final String SPEC = "spec";
    private static final String DEVICE = "device";
    private static final String THREADS = "threads";
    private static final String RESULTS = "results";

    private CheckpointFile() {}

    /** Atomic and forced to disk. Returns the file's size in bytes. */
    static long write(Checkpoint checkpoint, ParameterLayout layout, Path file) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        texts.put(KIND, VERSION);
        texts.put(SPEC, checkpoint.spec());
        checkpoint.choice().ifPresent(choice -> {
            texts.put(DEVICE, choice.device().name());
            texts.put(THREADS, Integer.toString(choice.threads()));
        });
        texts.put(RESULTS, ResultsJson.write(checkpoint.results()));
        List<NamedTensor> tensors = new ArrayList<>();
        for (State state : Checkpoint.STATES)
            tensors.addAll(tensors(state, layout, checkpoint.states().getOrDefault(state, new float[0])));
        return TensorFile.write(file, texts, tensors);
    }

    /**
     * A checkpoint of a network whose tensors lie so.
     *
     * @param spec that the checkpoint must be of, as {@link Checkpoint#fingerprint} writes it
     * @throws IOException if the file cannot be read, is damaged, is no checkpoint or one of another specification
     */
    static Checkpoint read(Path file, ParameterLayout layout, String spec) throws IOException {
        try (TensorFileReader reader = new TensorFileReader(file)) {
            Map<String, String> texts = reader.metadata();
            if (!texts.containsKey(KIND)) throw new IOException(file + ": has tensors, but is no checkpoint of a run");
            if (!VERSION.equals(texts.get(KIND)))
                throw new IOException(file + ": is a checkpoint of version " + texts.get(KIND) + ", not " + VERSION);
            reader.verify();
            if (!spec.equals(texts.get(SPEC)))
                throw new IOException(file + ": belongs to a run of another specification");
            Map<State, float[]> states = new EnumMap<>(State.class);
            for (State state : Checkpoint.STATES) {
                float[] values = new float[length(state, layout, reader)];
                for (NamedTensor tensor : tensors(state, layout, values)) reader.read(tensor);
                states.put(state, values);
            }
            return new Checkpoint(
                    spec, choice(texts, file), states, ResultsJson.read(texts.getOrDefault(RESULTS, ""), file));
        }
    }

    private static Optional<DeviceChoice> choice(Map<String, String> texts, Path file) throws IOException {
        String device = texts.get(DEVICE);
        if (device == null) return Optional.empty();
        try {
            int threads = Integer.parseInt(texts.getOrDefault(THREADS, ""));
            return Optional.of(new DeviceChoice(Device.valueOf(device), threads));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": was trained on a device that is not known here", e);
        }
    }

    private static List<NamedTensor> tensors(State state, ParameterLayout layout, float[] values) {
        List<NamedTensor> tensors = new ArrayList<>();
        if (values.length == 0) return tensors;
        List<ParameterLayout.Tensor> parts = state == State.RUNNING_STATISTICS ? layout.tracked() : layout.trained();
        int length = parts.getLast().end();
        for (int slot = 0; slot < values.length / length; slot++)
            for (ParameterLayout.Tensor part : parts)
                tensors.add(new NamedTensor(
                        prefix(state, slot) + part.name(),
                        part.spec().shape(),
                        FloatBuffer.wrap(
                                        values,
                                        slot * length + part.offset(),
                                        part.spec().size())
                                .slice()));
        return tensors;
    }

    private static String prefix(State state, int slot) {
        return switch (state) {
            case PARAMETERS, RUNNING_STATISTICS -> "";
            case OPTIMIZER -> "optimizer." + slot + ".";
            case AVERAGED_PARAMETERS -> "averaged.";
            case GRADIENT -> throw new IllegalArgumentException("gradients are not kept");
        };
    }

    private static int length(State state, ParameterLayout layout, TensorFileReader reader) {
        if (state == State.RUNNING_STATISTICS) return layout.statistics();
        if (state == State.PARAMETERS || layout.trained().isEmpty()) return layout.parameters();
        String first = layout.trained().getFirst().name();
        int slots = 0;
        while (reader.has(prefix(state, slots) + first) && (slots == 0 || state == State.OPTIMIZER)) slots++;
        return Math.multiplyExact(slots, layout.parameters());
    }
}
