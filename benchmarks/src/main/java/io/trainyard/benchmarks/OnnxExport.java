package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Device;
import io.trainyard.contract.Precision;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Wish;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.onnx.OnnxModel;
import io.trainyard.engine.onnx.TrainedTensors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains a network for some steps, so that its running statistics are no longer those of the start, and writes three files:
 * the network as {@code model.onnx}, the batch as {@code images} and what the engine makes of it as {@code scores}, both raw
 * little-endian floats, for {@code peers/onnx_check.py}.
 */
public final class OnnxExport implements Answerer {
    private static final Shape IMAGE = new Shape(3, 32, 32);
    private static final int BATCH = 8;
    private static final int STEPS = 3;

    private final Devices devices;
    private final Path folder;

    private OnnxExport(Devices devices, Path folder) {
        this.devices = devices;
        this.folder = folder;
    }

    /** The argument is the folder that the files go to. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        ObjectNode greeting = Answerer.greeting();
        ArrayNode nets = greeting.putArray("nets");
        NetworkPresets.all().stream()
                .filter(preset -> preset.fitted(IMAGE, NoiseBatch.CLASSES).isPresent())
                .forEach(preset -> nets.add(preset.name()));
        new OnnxExport(Devices.ofMachine(folder, Limits.ofMachine()), folder).serve(greeting);
    }

    @Override
    public ObjectNode answer(JsonNode question) throws IOException {
        Network network = SpecJson.readNetwork(question.get("network")).resolve(IMAGE, NoiseBatch.CLASSES);
        NoiseBatch noise = new NoiseBatch(network, BATCH, Precision.FP32);
        float[] scores = new float[BATCH * network.outputs()];
        try (TrainableNetwork trained =
                devices.choose(noise.workload(), new Wish(Device.ONEDNN, 1)).compile()) {
            noise.begin(trained);
            for (int step = 0; step < STEPS; step++) trained.step(noise.batch, TrainingSteps.SETTINGS);
            trained.evaluate(noise.batch, scores);
            TrainedTensors tensors = new TrainedTensors(
                    noise.layout, trained.read(State.PARAMETERS), trained.read(State.RUNNING_STATISTICS));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("model.onnx")))) {
                OnnxModel.of(network, tensors, Map.of()).writeTo(out);
            }
        }
        Files.write(folder.resolve("images"), noise.batch.pixels().toArray(ValueLayout.JAVA_BYTE));
        Files.write(folder.resolve("scores"), bytes(scores));
        return JSON.createObjectNode().put("parameters", network.parameters());
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }
}
