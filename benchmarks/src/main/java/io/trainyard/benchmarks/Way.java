package io.trainyard.benchmarks;

import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.nd4j.Nd4jDevice;
import java.util.ArrayList;
import java.util.List;

/** One of the ways in which a question can be answered: a device with a number of threads. */
interface Way extends AutoCloseable {
    /** For people, such as {@code oneDNN, 2 threads}. */
    String how();

    /** Trains for about so long, and measures. */
    Rate run(double seconds);

    @Override
    void close();

    /** Every device that has no objection, with one to all threads; a whole run chooses by itself. */
    static List<Way> all(Question question) {
        if (question.measure() == Question.Measure.EPOCH) return List.of(new Epochs(question));
        List<Way> ways = new ArrayList<>();
        for (ComputeDevice device : List.of(new Nd4jDevice()))
            for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads++) {
                BenchmarkProgram program = new BenchmarkProgram(question, threads);
                if (device.objection(program.program()).isEmpty()) ways.add(new TrainingSteps(device, program));
            }
        return ways;
    }
}
