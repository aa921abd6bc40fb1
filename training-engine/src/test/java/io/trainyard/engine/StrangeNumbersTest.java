package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers at the ends of what a float holds, among those that a layer or a loss gets. Whatever it makes of them, it ends, and no step leaves
 * a state that is not finite without saying so.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangeNumbersTest {
    private static final Shape INPUT = new Shape(2, 6, 6);
    private static final float[] STRANGE = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f, -3e38f, -0f, Float.MIN_VALUE, -1e-40f
    };
    private static final List<ComputeDevice> DEVICES =
            List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());

    /** A network of a device, of which it must not be thought that it computes what others do. */
    record Case(ComputeDevice device, String name, Program program) {
        @Override
        public String toString() {
            return name + " on " + device.name();
        }
    }

    static Stream<Case> layers() {
        List<LayerSpec> middle = new ArrayList<>(Programs.activations());
        middle.add(new MaxPooling(2, 2));
        middle.add(new AveragePooling(2, 2));
        middle.add(new AdaptiveAveragePooling(Extent.of(4)));
        middle.add(new GlobalAveragePooling());
        middle.add(new LocalResponseNormalization(3, .5, .75, 1));
        middle.add(new LayerSpec.BatchNormalization());
        middle.add(new Dropout(.3));
        return middle.stream()
                .flatMap(layer -> Stream.of(
                                // Behind a product, as the device that only does convolutions together with what
                                // follows wants it, and alone.
                                Programs.classifier(
                                        INPUT, 4, new Convolution(3, 3, 1, 1), layer, new Flatten(), new Dense(3)),
                                Programs.classifier(INPUT, 4, layer, new Flatten(), new Dense(3)))
                        .flatMap(program -> cases(layer.toString(), program)));
    }

    static Stream<Case> losses() {
        Program classifier = Programs.classifier(INPUT, 4, new Flatten(), new Dense(3));
        return Stream.of(
                        classifier,
                        Programs.with(classifier, Targets.CLASSES, LossSpec.MEAN_SQUARED_ERROR),
                        Programs.with(classifier, Targets.CLASSES, new LossSpec(LossSpec.Type.MEAN_ABSOLUTE_ERROR, 0)),
                        Programs.with(classifier, Targets.NUMBERS, LossSpec.MEAN_SQUARED_ERROR),
                        Programs.with(classifier, Targets.NUMBERS, new LossSpec(LossSpec.Type.MEAN_ABSOLUTE_ERROR, 0)))
                .flatMap(program -> cases(program.loss() + " of " + program.targets(), program));
    }

    private static Stream<Case> cases(String name, Program program) {
        return DEVICES.stream()
                .filter(device -> device.objection(program).isEmpty())
                .map(device -> new Case(device, name, program));
    }

    @ParameterizedTest
    @MethodSource({"layers", "losses"})
    void stepEndsAndHidesNothing(Case one) {
        for (float strange : STRANGE) {
            try (TrainableNetwork network = Programs.start(one.device(), one.program())) {
                Batch batch = with(strange, one.program());
                network.step(batch, Programs.SETTINGS);
                Outcome outcome = network.takeOutcome();

                if (outcome.firstBadStep().isEmpty()) {
                    assertThat(outcome.lossSum()).as("the loss for %s", strange).isFinite();
                    assertFinite(network, strange);
                }
                evaluate(network, one.program(), batch);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"layers", "losses"})
    void weightsAtTheEndsOfTheirRangeHideNothing(Case one) {
        for (float strange : STRANGE) {
            try (TrainableNetwork network = Programs.start(one.device(), one.program())) {
                float[] parameters = network.read(State.PARAMETERS);
                for (int i = 0; i < parameters.length; i += 5) parameters[i] = strange;
                network.write(State.PARAMETERS, parameters);
                network.step(Programs.batch(one.program()), Programs.SETTINGS);
                Outcome outcome = network.takeOutcome();

                if (outcome.firstBadStep().isEmpty()) assertFinite(network, strange);
            }
        }
    }

    static Stream<Arguments> harmless() {
        return layers().flatMap(
                        one -> Stream.of(-0f, Float.MIN_VALUE, -1e-40f).map(number -> Arguments.of(one, number)));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void numbersNextToZeroAreAsGoodAsZero(Case one, float number) {
        try (TrainableNetwork network = Programs.start(one.device(), one.program())) {
            float[] outputs = evaluate(network, one.program(), with(number, one.program()));
            float[] ofZero = evaluate(network, one.program(), with(0, one.program()));

            for (int i = 0; i < outputs.length; i++) assertThat(outputs[i]).isCloseTo(ofZero[i], within(1e-6f));
        }
    }

    private static void assertFinite(TrainableNetwork network, float strange) {
        for (State state : State.values())
            for (float value : network.read(state))
                assertThat(value).as("a number of %s after %s", state, strange).isFinite();
    }

    private static float[] evaluate(TrainableNetwork network, Program program, Batch batch) {
        float[] outputs = new float[program.batchSize() * program.network().outputs()];
        network.evaluate(batch, outputs);
        return outputs;
    }

    /** One pixel of each image but the first, at another place in each. */
    private static Batch with(float number, Program program) {
        Batch batch = Programs.batch(program);
        for (int image = 1; image < batch.size(); image++)
            batch.setPixel((long) image * batch.pixelsPerImage() + 7L * image, number);
        return batch;
    }
}
