package io.trainyard.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.TensorSpec;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Some training steps of a small network and what PyTorch makes of them; written by {@code benchmarks/peers/golden.py}.
 *
 * @param program with the network and all settings
 * @param steps to do
 * @param batches that are trained on in turn; as many as there are steps where each has its own
 * @param draw which of the images that might be drawn: such that no value comes near a kink of ReLU or of a maximum
 * @param tolerance what rounding may do to a result, relative to the norm of what is expected
 * @param expected what must come out, as in the file
 */
record GoldenCase(String name, Program program, int steps, int batches, int draw, double tolerance, JsonNode expected) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static GoldenCase read(Path file) {
        try {
            JsonNode node = JSON.readTree(file.toFile());
            String name = file.getFileName().toString().replace(".json", "");
            return new GoldenCase(
                    name,
                    program(node),
                    node.get("steps").intValue(),
                    node.path("batches").asInt(Integer.MAX_VALUE),
                    node.get("draw").intValue(),
                    node.get("tolerance").doubleValue(),
                    node.get("expected"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program program(JsonNode node) {
        JsonNode layers = node.get("layers");
        int outputs = layers.get(layers.size() - 1).get("units").intValue();
        JsonNode input = node.get("input");
        Shape shape = new Shape(
                input.get(0).intValue(), input.get(1).intValue(), input.get(2).intValue());
        Network network = SpecJson.readNetwork(JSON.createObjectNode().set("layers", layers))
                .resolve(shape, outputs);
        // Only a run's loss and optimizer are wanted; the rest is what every run must have.
        ObjectNode run = JSON.createObjectNode().put("name", "golden");
        run.putObject("network").put("preset", "fc2layer");
        run.putObject("dataset").put("name", "synthetic-digits");
        run.set("loss", node.get("loss"));
        run.set("optimizer", node.get("optimizer"));
        RunSpec training = SpecJson.readRun(run);
        return new Program(
                network,
                node.get("targets").textValue().equals("classes") ? Targets.CLASSES : Targets.NUMBERS,
                training.loss(),
                training.optimizer(),
                new UpdateSpec(number(node, "gradientClipping"), number(node, "averagingDecay")),
                precision(node),
                node.get("batch").intValue(),
                1);
    }

    private static Precision precision(JsonNode node) {
        return Precision.valueOf(node.path("precision").asText("fp32").toUpperCase(Locale.ROOT));
    }

    /** 0 where the case says nothing. */
    private static double number(JsonNode node, String field) {
        return node.path(field).doubleValue();
    }

    ParameterLayout layout() {
        return ParameterLayout.of(program.network());
    }

    /** Weights spread by √(6/inputs), biases by 0.1, normalisation's factors and shifts by 0.2. */
    float[] parameters() {
        ParameterLayout layout = layout();
        float[] values = new float[layout.parameters()];
        List<ParameterLayout.Tensor> trained = layout.trained();
        for (int stream = 0; stream < trained.size(); stream++) {
            ParameterLayout.Tensor tensor = trained.get(stream);
            for (int i = 0; i < tensor.spec().size(); i++)
                values[tensor.offset() + i] = (float) initial(tensor.spec(), GoldenNumbers.symmetric(stream, i));
        }
        return values;
    }

    private static double initial(TensorSpec tensor, double number) {
        return switch (tensor.role()) {
            case WEIGHT ->
                number * Math.sqrt(6.0 / (tensor.size() / tensor.shape().get(0)));
            case BIAS -> number * 0.1;
            case SCALE -> number * 0.2 + 1;
            case SHIFT -> number * 0.2;
            case RUNNING_MEAN, RUNNING_VARIANCE -> throw new IllegalArgumentException("not trained: " + tensor);
        };
    }

    /** The images of a step, with what they should lead to. */
    Batch batch(int step) {
        int turn = step % batches;
        int outputs = program.network().outputs();
        int pixels = program.network().input().size();
        int size = program.batchSize();
        boolean numbers = program.targets() == Targets.NUMBERS;
        int images = GoldenNumbers.IMAGES + GoldenNumbers.STEPS_OF_A_DRAW * draw + turn;
        Batch batch = new Batch(size, pixels, numbers ? outputs : 0);
        for (int i = 0; i < size * pixels; i++) batch.setPixel(i, (float) GoldenNumbers.symmetric(images, i));
        for (int i = 0; i < size; i++)
            batch.labels()[i] = (int) (GoldenNumbers.uniform(GoldenNumbers.LABELS + turn, i) * outputs);
        for (int i = 0; i < batch.targets().length; i++)
            batch.targets()[i] = (float) GoldenNumbers.symmetric(GoldenNumbers.TARGETS + turn, i);
        return batch;
    }

    @Override
    public String toString() {
        return name;
    }
}
