package io.trainyard.engine;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunSpec;
import io.trainyard.engine.cpu.Threads;
import io.trainyard.engine.data.BatchSource;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.evidence.TrainedNetwork;
import io.trainyard.engine.nd4j.Nd4jDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One run, epoch by epoch. Used by one thread. The same specification on the same machine with the same number of threads
 * gives the same bits, whether or not the run was stopped and resumed in between.
 */
public final class TrainingRun implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** So many images at least are evaluated together. */
    private static final int EVALUATION_BATCH = 256;

    private final RunSpec spec;
    private final BatchSource train;
    private final BatchSource test;
    private final Batch batch;
    private final ComputeDevice device = new Nd4jDevice();
    private final Program program;
    private final TrainableNetwork network;
    private final RunEvidence evidence;
    private final List<EpochResult> results;
    private boolean withinEpoch;

    private TrainingRun(RunSpec spec, Dataset data, List<EpochResult> results) {
        this.spec = spec;
        this.results = new ArrayList<>(results);
        train = new BatchSource(data.info(), data.train(), spec.dataset().trainLimit(), spec.pixelPermutationSeed());
        test = new BatchSource(data.info(), data.test(), spec.dataset().testLimit(), spec.pixelPermutationSeed());
        batch = new Batch(
                Math.min(spec.batchSize(), train.count()), data.info().shape().size());
        program = program(spec, Math.max(spec.batchSize(), EVALUATION_BATCH));
        network = device.compile(program);
        evidence = new RunEvidence(
                spec, data, new TrainedNetwork(program.network(), network, new TestBatches(test, program)));
    }

    private static Program program(RunSpec spec, int batchSize) {
        return new Program(
                spec.resolvedNetwork(),
                Program.Targets.CLASSES,
                spec.loss(),
                spec.optimizer(),
                Program.Refinements.NONE,
                spec.precision(),
                batchSize,
                Threads.wanted());
    }

    /** A new run, with its parameters drawn. */
    public static TrainingRun start(RunSpec spec, Dataset data) {
        checkData(spec, data);
        ParameterLayout layout = ParameterLayout.of(spec.resolvedNetwork());
        TrainingRun run = new TrainingRun(spec, data, List.of());
        run.network.write(
                State.PARAMETERS, ParameterInitializer.parameters(layout, spec.initialization(), spec.seed()));
        run.network.write(State.RUNNING_STATISTICS, ParameterInitializer.statistics(layout));
        return run;
    }

    /**
     * A run as its checkpoint left it.
     *
     * @throws IOException if the file cannot be read, is damaged, or belongs to another specification
     */
    public static TrainingRun resume(RunSpec spec, Dataset data, Path checkpoint) throws IOException {
        checkData(spec, data);
        Checkpoint content = CheckpointFile.read(checkpoint);
        if (!content.spec().equals(Checkpoint.fingerprint(spec)))
            throw new IOException(checkpoint + ": belongs to a run of another specification");
        TrainingRun run = new TrainingRun(spec, data, content.results());
        content.states().forEach(run.network::write);
        return run;
    }

    private static void checkData(RunSpec spec, Dataset data) {
        if (!spec.dataset().name().equals(data.info().name()))
            throw new IllegalArgumentException("the run wants " + spec.dataset().name() + ", but got "
                    + data.info().name());
    }

    public int epochsCompleted() {
        return results.size();
    }

    /** Of all epochs so far, also those before the checkpoint. */
    public List<EpochResult> results() {
        return List.copyOf(results);
    }

    /** For people, such as {@code ND4J CPU, 2 threads}. */
    public String device() {
        return device.name() + ", " + program.threads() + (program.threads() == 1 ? " thread" : " threads");
    }

    /** What there is to see of the network; to be used between epochs. */
    public RunEvidence evidence() {
        return evidence;
    }

    /** A copy of the parameters, layer after layer. */
    public float[] parameters() {
        return network.read(State.PARAMETERS);
    }

    /**
     * Trains the next epoch, then evaluates on the test set.
     *
     * @throws TrainingStoppedException if the listener said stop; the run can then only be closed
     * @throws NumericException if the loss is not finite; the run can then only be closed
     */
    public EpochResult trainEpoch(StepListener listener) {
        if (withinEpoch)
            throw new IllegalStateException("the run was stopped within an epoch: resume it from a checkpoint");
        withinEpoch = true;
        int epoch = results.size() + 1;
        double learningRate = spec.optimizer().learningRate()
                * spec.schedule()
                        .factor(new io.trainyard.contract.SchedulePosition(epoch, spec.epochs(), 0, 1), List.of());
        long started = System.nanoTime();
        StepProgress trained = trainSteps(epoch, learningRate, listener);
        long evaluationStarted = System.nanoTime();
        Evaluation tested = Evaluation.of(network, program, test);
        long ended = System.nanoTime();
        Map<String, Double> metrics = Map.of(
                MetricNames.TRAIN_LOSS, trained.trainLoss(),
                MetricNames.TRAIN_ACCURACY, trained.trainAccuracy(),
                MetricNames.TEST_LOSS, tested.loss(),
                MetricNames.TEST_ACCURACY, tested.accuracy(),
                MetricNames.LEARNING_RATE, learningRate,
                MetricNames.IMAGES_PER_SECOND, trained.imagesPerSecond());
        EpochResult result = new EpochResult(
                epoch,
                metrics,
                tested.classAccuracies(),
                (evaluationStarted - started) / NANOS_PER_MILLI,
                (ended - evaluationStarted) / NANOS_PER_MILLI);
        if (!Double.isFinite(tested.loss())) throw new NumericException(epoch, trained.steps(), tested.loss());
        results.add(result);
        withinEpoch = false;
        return result;
    }

    private StepProgress trainSteps(int epoch, double learningRate, StepListener listener) {
        int[] order = train.shuffled(spec.seed(), epoch);
        int steps = Math.ceilDiv(order.length, spec.batchSize());
        long started = System.nanoTime();
        double lossSum = 0;
        long correct = 0;
        int seen = 0;
        StepProgress progress = new StepProgress(epoch, 0, steps, 0, 0, 0);
        for (int step = 0; step < steps; step++) {
            int size = Math.min(spec.batchSize(), order.length - seen);
            train.gather(order, seen, size, batch, spec.augmentation(), spec.seed(), epoch);
            long update = (long) (epoch - 1) * steps + step;
            network.step(batch, new StepSettings(learningRate, spec.seed(), epoch, step, update));
            Outcome outcome = network.takeOutcome();
            if (outcome.firstBadStep().isPresent()) throw new NumericException(epoch, step, outcome.lossSum() / size);
            seen += size;
            lossSum += outcome.lossSum();
            correct += outcome.correct();
            double imagesPerSecond = seen * NANOS_PER_SECOND / Math.max(1, System.nanoTime() - started);
            progress =
                    new StepProgress(epoch, step + 1, steps, lossSum / seen, (double) correct / seen, imagesPerSecond);
            if (!listener.afterStep(progress)) throw new TrainingStoppedException(epoch, step);
        }
        return progress;
    }

    /**
     * Writes all that {@link #resume} needs: the network's state and the results. Atomic and forced to disk.
     *
     * @return the file's size in bytes
     */
    public long saveCheckpoint(Path file) throws IOException {
        if (withinEpoch) throw new IllegalStateException("a checkpoint is only taken between epochs");
        Map<State, float[]> states = new EnumMap<>(State.class);
        for (State state : Checkpoint.STATES) states.put(state, network.read(state));
        return CheckpointFile.write(new Checkpoint(Checkpoint.fingerprint(spec), states, results), file);
    }

    @Override
    public void close() {
        network.close();
    }
}
