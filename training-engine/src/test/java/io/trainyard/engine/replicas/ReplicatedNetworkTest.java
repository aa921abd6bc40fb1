package io.trainyard.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Device;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.Relu;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Programs;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the number of replicas, the bits are those of one network that accumulates. */
class ReplicatedNetworkTest {
    private static final int LARGEST = 6;
    /** Of one update; the last batch of an epoch is smaller, and there are more than replicas. */
    private static final List<Integer> SIZES = List.of(6, 6, 6, 6, 2);

    private static final OptimizerSpec MOMENTUM = new OptimizerSpec.Sgd(.1, .9, .01);
    private static final OptimizerSpec ADAM = new OptimizerSpec.Adam(.01, .9, .999, 1e-8, .1, true);
    private static final OptimizerSpec RMS_PROP = new OptimizerSpec.RmsProp(.01, .9, .5, 1e-8, 0);

    static List<ComputeDevice> devices() {
        return List.of(new Nd4jDevice(), new OneDnnDevice(), new VectorDevice());
    }

    /** Clipped or not, averaged or not, by two replicas and by three. */
    static Stream<Arguments> rules() {
        return devices().stream()
                .flatMap(device -> Stream.of(
                        Arguments.of(device, MOMENTUM, new UpdateSpec(0, 0, 5), 2),
                        Arguments.of(device, ADAM, new UpdateSpec(.1, .9, 5), 2),
                        Arguments.of(device, RMS_PROP, new UpdateSpec(.1, 0, 5), 3),
                        Arguments.of(device, MOMENTUM, new UpdateSpec(0, .9, 5), 5)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bitsAreThoseOfOneNetwork(ComputeDevice device, OptimizerSpec optimizer, UpdateSpec update, int replicas) {
        Program program = Programs.with(Programs.with(program(device), optimizer), update);

        try (TrainableNetwork one = Programs.start(device, program);
                TrainableNetwork several = start(device, program, replicas)) {
            // Sums of losses are made batch by batch, which rounds otherwise.
            assertThat(train(several, program))
                    .usingRecursiveComparison()
                    .withComparatorForType(ReplicatedNetworkTest::almost, Double.class)
                    .isEqualTo(train(one, program));
            assertThat(states(several)).usingRecursiveComparison().isEqualTo(states(one));
            assertThat(outputs(several, program)).isEqualTo(outputs(one, program));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void batchThatIsNotFiniteStopsAll(ComputeDevice device) {
        Program program = Programs.with(program(device), new UpdateSpec(0, 0, 5));

        try (TrainableNetwork one = Programs.start(device, program);
                TrainableNetwork several = start(device, program, 2)) {
            for (TrainableNetwork network : List.of(one, several)) {
                for (int step = 0; step < SIZES.size(); step++) {
                    Batch batch = Programs.batch(program, SIZES.get(step));
                    if (step == 3) batch.setPixel(5, Float.NaN);
                    network.accumulate(batch, settings(step));
                }
                network.update(settings(4));
                assertThat(network.takeOutcome().firstBadStep()).hasValue(3);
            }

            for (State state : List.of(State.PARAMETERS, State.OPTIMIZER, State.RUNNING_STATISTICS))
                assertThat(several.read(state)).as("%s", state).isEqualTo(one.read(state));
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void whatIsStoppedStopsAllAndCanBeClosed(ComputeDevice device) {
        Program program = Programs.with(program(device), new UpdateSpec(0, 0, 5));
        AtomicInteger questions = new AtomicInteger();
        TrainableNetwork network = start(device, program, 2);
        network.stopWhen(() -> questions.incrementAndGet() > 4);

        assertThatThrownBy(() -> train(network, program)).isInstanceOf(CancellationException.class);
        network.close();
        network.close();
        assertThatThrownBy(() -> network.read(State.PARAMETERS)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void whatDoesNotFitIsRefusedBeforeItIsBegunWith(ComputeDevice device) {
        Program program = Programs.with(program(device), new UpdateSpec(0, 0, 5));
        Batch wrong = Programs.batch(program);
        wrong.labels()[1] = 3;

        try (TrainableNetwork network = start(device, program, 2)) {
            assertThatThrownBy(() -> network.accumulate(wrong, settings(0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> network.accumulate(Programs.batch(program, LARGEST + 1), settings(0)))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(train(network, program).getFirst().examples()).isEqualTo(26);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void memoryOfEachReplicaIsForeseen(ComputeDevice device) {
        Program program = Programs.with(program(device), new UpdateSpec(0, 0, 5));
        long flow = device.bytes(program.forGradients()) + device.bytesOnHeap(program.forGradients());
        long gradient = 4L * program.network().parameters();

        long two = ReplicatedNetwork.bytes(device, program, 2) + ReplicatedNetwork.bytesOnHeap(device, program, 2);
        long four = ReplicatedNetwork.bytes(device, program, 4) + ReplicatedNetwork.bytesOnHeap(device, program, 4);

        assertThat(four - two).isGreaterThanOrEqualTo(2 * (flow + gradient));
        assertThat(two).isGreaterThan(device.bytes(program) + device.bytesOnHeap(program) + flow);
    }

    private static Program program(ComputeDevice device) {
        LayerSpec[] layers = device.id() == Device.VECTOR
                ? new LayerSpec[] {new Convolution(4, 3, 1, 0), new Relu(), new Flatten(), new Dropout(.3), new Dense(3)
                }
                : new LayerSpec[] {
                    new Convolution(4, 3, 1, 0),
                    new BatchNormalization(),
                    new Relu(),
                    new Flatten(),
                    new Dropout(.3),
                    new Dense(3)
                };
        return Programs.classifier(new Shape(2, 6, 6), LARGEST, layers);
    }

    private static TrainableNetwork start(ComputeDevice device, Program program, int replicas) {
        TrainableNetwork network = ReplicatedNetwork.compile(device, program, replicas);
        Programs.begin(network, program);
        return network;
    }

    private static int almost(double one, double other) {
        return Math.abs(one - other) < 1e-12 * Math.abs(other) ? 0 : Double.compare(one, other);
    }

    /** Three updates; what each showed. */
    private static List<Outcome> train(TrainableNetwork network, Program program) {
        List<Outcome> outcomes = new ArrayList<>();
        int step = 0;
        for (int update = 0; update < 3; update++) {
            for (int size : SIZES) {
                Batch batch = Programs.batch(program, size);
                batch.setPixel(step, 2);
                network.accumulate(batch, settings(step++));
            }
            network.update(new StepSettings(.1, 7, 1, step - 1, update));
            outcomes.add(network.takeOutcome());
        }
        return outcomes;
    }

    private static StepSettings settings(int step) {
        return new StepSettings(.1, 7, 1, step, 0);
    }

    private static Map<State, float[]> states(TrainableNetwork network) {
        Map<State, float[]> states = new EnumMap<>(State.class);
        for (State state : State.values()) states.put(state, network.read(state));
        return states;
    }

    private static float[] outputs(TrainableNetwork network, Program program) {
        float[] outputs = new float[LARGEST * program.network().outputs()];
        network.evaluate(Programs.batch(program), outputs);
        return outputs;
    }
}
