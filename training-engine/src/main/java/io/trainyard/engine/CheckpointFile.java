package io.trainyard.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.Device;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.choice.DeviceChoice;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.safetensors.NamedTensor;
import io.trainyard.engine.safetensors.TensorFile;
import io.trainyard.engine.safetensors.TensorFileReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checkpoints on disk, as safetensors: parameters and running statistics under PyTorch's names, such as {@code 3.weight}, for
 * every program that reads the format; the optimizer's arrays as {@code optimizer.0.3.weight}, averages as
 * {@code averaged.3.weight}; specification, device, results, statistics of the layers and where the file comes from as texts of the header. Tensors go from the network to the file
 * and back one by one.
 */
final class CheckpointFile implements AutoCloseable {
    /** What is kept, parameters first: writing them starts an average anew, which is then overwritten. */
    static final List<State> STATES =
            List.of(State.PARAMETERS, State.OPTIMIZER, State.RUNNING_STATISTICS, State.AVERAGED_PARAMETERS);

    private static final String VERSION = "3";
    private static final String KIND = "trainyard-checkpoint";
    private static final String SPEC = "spec";
    private static final String DEVICE = "device";
    private static final String THREADS = "threads";
    private static final String RESULTS = "results";
    private static final String LAYERS = "layers";
    /** A header has its limits, which statistics of thousands of epochs must not exceed: they are left out then. */
    private static final int MAX_LAYERS_LENGTH = 32 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TensorFileReader reader;
    private final Checkpoint checkpoint;
    private final List<Stored> tensors = new ArrayList<>();

    /** A tensor in the file and its place in the network. */
    private record Stored(Place place, MemorySegment values) {}

    /**
     * Where a tensor belongs.
     *
     * @param from index of its first number in the state
     * @param name in the file
     */
    private record Place(State state, int from, String name, List<Integer> shape) {}

    /**
     * Opens a checkpoint.
     *
     * @throws IOException if the file cannot be read, is damaged, is no checkpoint or one of another specification
     */
    CheckpointFile(Path file, RunSpec spec) throws IOException {
        reader = new TensorFileReader(file);
        try {
            checkpoint = verified(file, spec);
            for (Place place : places(spec)) tensors.add(new Stored(place, reader.values(place.name(), place.shape())));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private Checkpoint verified(Path file, RunSpec spec) throws IOException {
        Map<String, String> texts = reader.metadata();
        if (!texts.containsKey(KIND)) throw new IOException(file + ": has tensors, but is no checkpoint of a run");
        if (!VERSION.equals(texts.get(KIND)))
            throw new IOException(file + ": is a checkpoint of version " + texts.get(KIND) + ", not " + VERSION);
        reader.verify();
        if (!isSame(spec, texts.getOrDefault(SPEC, "")))
            throw new IOException(file + ": belongs to a run of another specification");
        return new Checkpoint(
                spec,
                choice(texts, file),
                ResultsJson.read(texts.getOrDefault(RESULTS, ""), file),
                layers(texts, file));
    }

    private static LayerStatistics layers(Map<String, String> texts, Path file) throws IOException {
        String text = texts.get(LAYERS);
        if (text == null) return LayerStatistics.NONE;
        try {
            return JSON.readValue(text, LayerStatistics.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": has statistics of its layers that cannot be read", e);
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

    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Gives a network the state that is in the file. */
    void restore(TrainableNetwork network) {
        for (Stored stored : tensors) {
            network.write(stored.place().state(), stored.place().from(), stored.values());
            stored.values().unload();
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /**
     * Writes a checkpoint with the state of the network, atomic and forced to disk.
     *
     * @param labels further texts for the header
     * @return the file's size in bytes
     */
    static long write(Path file, Checkpoint checkpoint, Map<String, String> labels, TrainableNetwork network)
            throws IOException {
        Map<String, String> texts = new TreeMap<>(labels);
        texts.put(KIND, VERSION);
        texts.put(SPEC, SpecJson.writeStoredRun(checkpoint.spec()).toString());
        checkpoint.choice().ifPresent(choice -> {
            texts.put(DEVICE, choice.device().name());
            texts.put(THREADS, Integer.toString(choice.threads()));
        });
        texts.put(RESULTS, ResultsJson.write(checkpoint.results()));
        String layers = JSON.writeValueAsString(checkpoint.layers());
        if (layers.length() <= MAX_LAYERS_LENGTH) texts.put(LAYERS, layers);
        List<NamedTensor> tensors = places(checkpoint.spec()).stream()
                .map(place -> new NamedTensor(
                        place.name(), place.shape(), values -> network.read(place.state(), place.from(), values)))
                .toList();
        return TensorFile.write(file, texts, tensors);
    }

    /**
     * So that a checkpoint is never continued under another specification. By value, because another version of the program
     * may have written fewer or more fields.
     */
    private static boolean isSame(RunSpec spec, String stored) {
        try {
            return spec.goesOnFrom(SpecJson.readStoredRun(stored));
        } catch (InvalidSpecException e) {
            return false;
        }
    }

    private static List<Place> places(RunSpec spec) {
        ParameterLayout layout = ParameterLayout.of(spec.resolvedNetwork());
        List<Place> places = new ArrayList<>();
        for (State state : STATES) {
            List<Tensor> parts = state.isTracked() ? layout.tracked() : layout.trained();
            for (int slot = 0; slot < state.arrays(spec.optimizer(), spec.update()); slot++)
                for (Tensor part : parts)
                    places.add(new Place(
                            state,
                            slot * parts.getLast().end() + part.offset(),
                            prefix(state, slot) + part.name(),
                            part.spec().shape()));
        }
        return places;
    }

    private static String prefix(State state, int slot) {
        return switch (state) {
            case PARAMETERS, RUNNING_STATISTICS -> "";
            case OPTIMIZER -> "optimizer." + slot + ".";
            case AVERAGED_PARAMETERS -> "averaged.";
            case GRADIENT, BATCH_STATISTICS, ACCUMULATED_GRADIENT ->
                throw new IllegalArgumentException("what a batch leaves is not kept");
        };
    }
}
