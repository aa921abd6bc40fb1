package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.Device;
import io.trainyard.contract.RunSpec;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Measurements;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.onednn.OneDnnDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run may get another device between two epochs, and is none the worse for it if it does not. */
class ChangeOfDeviceTest {
    private static final RunSpec SPEC = TestRuns.spec(7, .02);
    private static final long PLENTY = Long.MAX_VALUE;

    private static Stream<Throwable> failures() {
        return Stream.of(
                new MemoryException("there is no room"),
                new OutOfMemoryError("there is no room"),
                new IllegalStateException("a primitive could not be made"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void runStaysWhereItIsIfNoOtherDeviceCanBeBegun(Throwable failure) {
        LateDevice other = new LateDevice(program -> {
            throw sneaky(failure);
        });

        try (TrainingRun run = start(other, PLENTY)) {
            train(run);
            other.comes();
            run.chooseAnew();
            train(run);

            assertThat(run.device()).startsWith("ND4J");
            assertThat(run.parameters()).isEqualTo(undisturbed());
        }
    }

    @Test
    void runStaysWhereItIsIfWhatWasMeasuredCannotBeBegunAgain() {
        AtomicBoolean measured = new AtomicBoolean();
        LateDevice other = new LateDevice(program -> {
            if (measured.getAndSet(true)) throw new MemoryException("somebody else took it");
            return new OneDnnDevice().compile(program);
        });

        try (TrainingRun run = start(other, PLENTY)) {
            train(run);
            other.comes();
            run.chooseAnew();
            train(run);

            assertThat(run.parameters()).isEqualTo(undisturbed());
        }
    }

    @Test
    void otherDeviceGoesOnWithTheSameState() {
        LateDevice other = new LateDevice(new OneDnnDevice()::compile);

        try (TrainingRun run = start(other, PLENTY)) {
            train(run);
            float[] before = run.parameters();
            other.comes();
            run.chooseAnew();

            assertThat(run.parameters()).isEqualTo(before);
            train(run);
        }
    }

    /** The same images come in the same order, and the state is that of the step. */
    @Test
    void runGoesOnOnAnotherDeviceWithinAnEpoch() {
        RunSpec spec = TestRuns.everything(7, .001).batchSize(1).build();
        LateDevice other = new LateDevice(new OneDnnDevice()::compile);
        Devices devices = new Devices(List.of(new Nd4jDevice(), other), new Limits(1, PLENTY), Measurements.inMemory());
        int[] told = {0};

        try (TrainingRun run = TrainingRun.start(spec, TestRuns.rows(), devices);
                TrainingRun undisturbed = TrainingRun.start(spec, TestRuns.rows(), TestRuns.REFERENCE)) {
            run.trainEpoch(listener(() -> {
                if (told[0]++ > 0) return;
                other.comes();
                run.chooseAnew();
            }));
            undisturbed.trainEpoch(StepListener.NONE);

            assertThat(told[0]).isGreaterThan(1);
            assertThat(run.device()).startsWith("a late device");
            assertThat(run.parameters()).containsExactly(undisturbed.parameters(), within(1e-4f));
        }
    }

    private static StepListener listener(Runnable action) {
        return new StepListener() {
            @Override
            public boolean afterSteps(StepProgress progress) {
                action.run();
                return true;
            }

            @Override
            public Duration interval() {
                return Duration.ZERO;
            }
        };
    }

    @Test
    void memoryThatTheRunItselfHoldsIsNotAskedForAgain() {
        LateDevice other = new LateDevice(new OneDnnDevice()::compile);
        long enoughForOne = 3 * planned() / 2;

        try (TrainingRun run = start(other, enoughForOne)) {
            train(run);
            other.comes();
            run.chooseAnew();
            train(run);

            assertThat(run.parameters()).isEqualTo(undisturbed());
        }
    }

    @Test
    void runThatIsStoppedMeanwhileCanBeClosedAsOftenAsOneLikes() {
        LateDevice other = new LateDevice(program -> {
            throw new CancellationException("nobody waits for it");
        });
        TrainingRun run = start(other, PLENTY);
        train(run);
        other.comes();

        assertThatThrownBy(run::chooseAnew).isInstanceOf(CancellationException.class);

        run.close();
        run.close();
    }

    /** Bytes that the reference and the batches take. */
    private static long planned() {
        List<Program> programs = new ArrayList<>();
        Devices devices =
                new Devices(List.of(TestRuns.watched(programs)), new Limits(1, PLENTY), Measurements.inMemory());
        TrainingRun.start(SPEC, TestRuns.rows(), devices).close();
        return new Nd4jDevice().bytes(programs.getLast()) + new RunImages(SPEC, TestRuns.rows()).bytes();
    }

    private static float[] undisturbed() {
        try (TrainingRun run = TrainingRun.start(SPEC, TestRuns.rows(), TestRuns.REFERENCE)) {
            train(run);
            train(run);
            return run.parameters();
        }
    }

    private static TrainingRun start(LateDevice other, long memory) {
        Devices devices = new Devices(List.of(new Nd4jDevice(), other), new Limits(1, memory), Measurements.inMemory());
        return TrainingRun.start(SPEC, TestRuns.rows(), devices);
    }

    private static void train(TrainingRun run) {
        run.trainEpoch(progress -> true);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Objects to everything until it comes. */
    private record LateDevice(Function<Program, TrainableNetwork> compiler, AtomicBoolean here)
            implements ComputeDevice {
        LateDevice(Function<Program, TrainableNetwork> compiler) {
            this(compiler, new AtomicBoolean());
        }

        void comes() {
            here.set(true);
        }

        @Override
        public Device id() {
            return Device.ONEDNN;
        }

        @Override
        public String name() {
            return "a late device";
        }

        @Override
        public Optional<String> objection(Program program) {
            return here.get() ? Optional.empty() : Optional.of("is not here yet");
        }

        @Override
        public long bytes(Program program) {
            return new OneDnnDevice().bytes(program);
        }

        @Override
        public TrainableNetwork compile(Program program) {
            return compiler.apply(program);
        }
    }
}
