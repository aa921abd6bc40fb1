package io.trainyard.benchmarks;

import io.trainyard.contract.Device;
import io.trainyard.contract.Precision;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Wish;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One training step, for JMH's profilers: {@code ./trainyard bench jmh -prof gc} shows that it takes nothing from the Java heap. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StepBenchmark {
    private static final int BATCH = 64;

    @Param({"fc2layer", "small-cnn"})
    private String net = "";

    /** As in a run's specification. */
    @Param("auto")
    private String device = "";

    @SuppressWarnings("NullAway.Init") // JMH calls compile first
    private TrainingSteps steps;

    @Setup(Level.Trial)
    public void compile() {
        Question question = new Question(Question.Measure.STEPS, net, new Shape(1, 28, 28), BATCH, Precision.FP32, 0);
        Devices devices = Devices.ofMachine(Path.of("benchmarks/target"), Limits.ofMachine());
        steps = new TrainingSteps(devices, question, new Wish(Device.valueOf(device.toUpperCase(Locale.ROOT)), 1));
    }

    @Benchmark
    public void step() {
        steps.step();
    }

    @TearDown(Level.Trial)
    public void close() {
        steps.close();
    }
}
