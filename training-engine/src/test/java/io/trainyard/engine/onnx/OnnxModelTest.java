package io.trainyard.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Gelu;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LeakyRelu;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.LayerSpec.Sigmoid;
import io.trainyard.contract.network.LayerSpec.Silu;
import io.trainyard.contract.network.LayerSpec.Tanh;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.ParameterLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of fields are those of onnx.proto3. That ONNX Runtime computes the same is checked by the benchmarks' script. */
final class OnnxModelTest {
    private static final Shape IMAGE = new Shape(2, 7, 7);

    @Test
    void layersBecomeOperatorsInTheOrderOfTheForwardPass() throws IOException {
        WireReader graph =
                graph(new Convolution(4, 3, 1, 1), new Relu(), new MaxPooling(2, 2), new Flatten(), new Dense(3));

        assertThat(operators(graph)).containsExactly("Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Identity");
    }

    @Test
    void imageGoesInAndScoresComeOut() throws IOException {
        WireReader graph = graph(new Flatten(), new Dense(3));

        assertThat(graph.messages(11).getFirst().texts(1)).containsExactly("image");
        assertThat(graph.messages(12).getFirst().texts(1)).containsExactly("scores");
    }

    @Test
    void whatOnlyTrainingUsesIsLeftOut() throws IOException {
        WireReader graph = graph(
                new Dropout(.5),
                new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
                new Flatten(),
                new Dense(3));

        assertThat(operators(graph)).containsExactly("Flatten", "Gemm", "Identity");
        assertThat(graph.messages(5)).flatExtracting(tensor -> tensor.texts(8)).containsExactly("3.weight", "3.bias");
    }

    @Test
    void weightsAreEmbeddedUnderTheirNames() throws IOException {
        WireReader graph = graph(new Flatten(), new Dense(3));

        WireReader weight = graph.messages(5).getFirst();
        assertThat(weight.texts(8)).containsExactly("1.weight");
        assertThat(weight.integers(1)).containsExactly(3L, 98L);
        assertThat(weight.bytes(9).getFirst().getFloat(4)).isEqualTo(1f);
    }

    @Test
    void vectorsThatMeetImagesBecomeImages() throws IOException {
        WireReader graph = graph(
                new Concat(List.of(
                        List.of(new GlobalAveragePooling()), List.of(new GlobalAveragePooling(), new Dense(4)))),
                new Dense(3));

        assertThat(operators(graph))
                .containsExactly(
                        "GlobalAveragePool",
                        "GlobalAveragePool",
                        "Flatten",
                        "Gemm",
                        "Reshape",
                        "Concat",
                        "Flatten",
                        "Gemm",
                        "Identity");
    }

    @Test
    void identityBranchIsTheInputItself() throws IOException {
        WireReader graph =
                graph(new Add(List.of(List.of(new Convolution(2, 3, 1, 1)), List.of())), new Flatten(), new Dense(3));

        assertThat(graph.messages(1).get(1).texts(1)).containsExactly("0.branches.0.0", "image");
    }

    @Test
    void windowsPastTheBorderCountNothingThere() throws IOException {
        Extent two = Extent.of(2);
        // A side of 7 has 4 windows of 2; the last one reaches past it by 1.
        WireReader graph = graph(new AveragePooling(two, two, Extent.of(0), true), new Flatten(), new Dense(3));

        WireReader pooling = graph.messages(1).get(1);
        assertThat(pooling.texts(4)).containsExactly("AveragePool");
        WireReader pads = pooling.messages(5).get(2);
        assertThat(pads.texts(1)).containsExactly("pads");
        assertThat(pads.integers(8)).containsExactly(0L, 0L, 1L, 1L);
    }

    @Test
    void everyKindOfLayerCanBeExported() throws IOException {
        WireReader graph = graph(
                new Convolution(2, 3, 1, 1),
                new BatchNormalization(),
                new LocalResponseNormalization(5, 1e-4, .75, 2),
                new Relu(),
                new LeakyRelu(.1),
                new Gelu(),
                new Silu(),
                new Tanh(),
                new Sigmoid(),
                new Dropout(.5),
                new Padding(1, 1),
                new MaxPooling(2, 2),
                new AveragePooling(2, 1),
                new Concat(List.of(List.of(), List.of(new Relu()))),
                new Add(List.of(List.of(), List.of(new Relu()))),
                new AuxiliaryClassifier(.3, List.of(new Flatten(), new Dense(3))),
                new AdaptiveAveragePooling(Extent.of(2)),
                new GlobalAveragePooling(),
                new Flatten(),
                new Dense(3));

        assertThat(operators(graph))
                .containsExactly(
                        "Conv",
                        "BatchNormalization",
                        "LRN",
                        "Relu",
                        "LeakyRelu",
                        "Mul",
                        "Erf",
                        "Add",
                        "Mul",
                        "Mul",
                        "Sigmoid",
                        "Mul",
                        "Tanh",
                        "Sigmoid",
                        "Pad",
                        "MaxPool",
                        "AveragePool",
                        "Relu",
                        "Concat",
                        "Relu",
                        "Sum",
                        "MatMul",
                        "MatMul",
                        "GlobalAveragePool",
                        "Flatten",
                        "Gemm",
                        "Identity");
    }

    private static WireReader graph(LayerSpec... layers) throws IOException {
        Network network = Network.of(IMAGE, 3, Arrays.asList(layers));
        ParameterLayout layout = ParameterLayout.of(network);
        float[] parameters = new float[layout.parameters()];
        for (int i = 0; i < parameters.length; i++) parameters[i] = i;
        TrainedTensors tensors = new TrainedTensors(layout, parameters, new float[layout.statistics()]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OnnxModel.of(network, tensors, Map.of("classes", "a, b, c")).writeTo(out);
        return new WireReader(ByteBuffer.wrap(out.toByteArray())).messages(7).getFirst();
    }

    private static List<String> operators(WireReader graph) {
        return graph.messages(1).stream().map(node -> node.texts(4).getFirst()).toList();
    }
}
