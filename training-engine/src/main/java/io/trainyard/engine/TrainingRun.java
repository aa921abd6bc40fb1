package io.trainyard.engine;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.choice.Candidate;
import io.trainyard.engine.choice.DeviceChoice;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Wish;
import io.trainyard.engine.choice.Workload;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.evidence.TrainedNetwork;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run, epoch by epoch. Used by one thread. The same specification on the same device with the same number of threads gives
 * the same bits, whether or not the run was stopped and resumed in between.
 */
public final class TrainingRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Numbers of a state that one network gives another at a time. */
    private static final int HANDFUL = 1 << 20;

    private final RunSpec spec;
    private final RunImages images;
    private final Devices devices;
    private final List<EpochResult> results;
    private final Pulse pulse;
    private final Stop stop;
    private Candidate candidate;
    private TrainableNetwork network;
    private Optional<Slowdown> slowdown = Optional.empty();
    private LayerStatistics layers;
    private boolean withinEpoch;

    private TrainingRun(
            RunImages images,
            Devices devices,
            Checkpoint from,
            Optional<TrainedOn> before,
            Consumer<TrainableNetwork> state,
            Stop stop) {
        this.stop = stop;
        spec = from.spec();
        this.images = images;
        this.devices = devices;
        results = new ArrayList<>(from.results());
        layers = from.layers();
        Workload workload = workload(state);
        candidate = spec.reproducible()
                ? asBefore(workload, from, before)
                : from.choice()
                        .flatMap(choice -> devices.again(workload, Wish.of(spec), choice))
                        .orElseGet(() -> devices.choose(workload, Wish.of(spec)));
        network = begin(candidate, workload);
        pulse = new Pulse(System::nanoTime, devices::othersNanos);
    }

    /**
     * A new run, with its parameters drawn. Measures for some seconds which device is fastest, if there is a choice.
     *
     * @throws DeviceException if no device can train it as it is specified
     * @throws io.trainyard.engine.choice.MemoryException if there is too little memory for it
     */
    public static TrainingRun start(RunSpec spec, Dataset data, Devices devices) {
        return start(spec, data, devices, Optional.empty(), Stop.NEVER);
    }

    /**
     * As {@link #start(RunSpec, Dataset, Devices)}, as long as it is wanted.
     *
     * @param before what the run's first epoch was trained on by somebody else; a run that is to be reproducible is trained on
     *     the same, or refused by a {@link DeviceException}
     * @param stop is asked in all that the run does; where it says so, a {@link java.util.concurrent.CancellationException} is
     *     thrown, and the run can only be closed
     */
    public static TrainingRun start(
            RunSpec spec, Dataset data, Devices devices, Optional<TrainedOn> before, Stop stop) {
        ParameterInitializer start = new ParameterInitializer(
                ParameterLayout.of(spec.resolvedNetwork()), spec.initialization(), spec.seed());
        Consumer<TrainableNetwork> state = network -> start.initialize(network, stop);
        return new TrainingRun(new RunImages(spec, data), devices, Checkpoint.initial(spec), before, state, stop);
    }

    /**
     * A run as its checkpoint left it, on the same device with as many threads if this machine has it.
     *
     * @throws IOException if the file cannot be read, is damaged, or belongs to another specification
     * @throws DeviceException if no device can train it as it is specified
     * @throws io.trainyard.engine.choice.MemoryException if there is too little memory for it
     */
    public static TrainingRun resume(RunSpec spec, Dataset data, Devices devices, Path checkpoint) throws IOException {
        return resume(spec, data, devices, checkpoint, Optional.empty(), Stop.NEVER);
    }

    /** As {@link #resume(RunSpec, Dataset, Devices, Path)}, with what {@link #start} takes beside. */
    public static TrainingRun resume(
            RunSpec spec, Dataset data, Devices devices, Path checkpoint, Optional<TrainedOn> before, Stop stop)
            throws IOException {
        try (CheckpointFile file = new CheckpointFile(checkpoint, spec)) {
            return new TrainingRun(new RunImages(spec, data), devices, file.checkpoint(), before, file::restore, stop);
        }
    }

    /**
     * Makes sure that a run can go on from a file, and tells how far the run was.
     *
     * @throws IOException if the file cannot be read, is damaged, or belongs to another specification
     */
    public static ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException {
        try (CheckpointFile file = new CheckpointFile(checkpoint, spec)) {
            return ResumePoint.of(file.checkpoint().results());
        }
    }

    /** Of a run that is to be reproducible. */
    private Candidate asBefore(Workload workload, Checkpoint from, Optional<TrainedOn> before) {
        Optional<DeviceChoice> known = before.map(DeviceChoice::of).or(from::choice);
        Candidate found = known.isPresent()
                ? devices.exactly(workload, Wish.of(spec), known.get())
                : devices.choose(workload, Wish.of(spec));
        if (before.isPresent() && !before.get().equals(found.on()))
            throw new DeviceException(
                    "the run is to be reproducible and began on " + before.get().told() + ", but this worker has "
                            + found.on().told());
        return found;
    }

    private Workload workload(Consumer<TrainableNetwork> state) {
        Network resolved = spec.resolvedNetwork();
        // Parameters are drawn, and checkpoints written, a tensor at a time.
        long transfer = (long) Float.BYTES * ParameterLayout.of(resolved).largest();
        Program program = new Program(
                resolved,
                images.targets(),
                spec.loss(),
                spec.optimizer(),
                spec.update(),
                spec.precision(),
                images.trainingCapacity(),
                images.capacity(),
                1);
        return new Workload(program, images.bytes() + transfer, () -> images.again(1, 0), state, stop);
    }

    private TrainableNetwork begin(Candidate chosen, Workload workload) {
        TrainableNetwork compiled = workload.begin(chosen);
        // Whoever trains several batches at a time waits for the next ones most if nobody has gathered them meanwhile.
        boolean ahead = devices.hasThreadBeside(chosen) || compiled.batchesAtOnce() > 1;
        images.gather(ahead, compiled.crew(), compiled.batchesAtOnce());
        return compiled;
    }

    public int epochsCompleted() {
        return results.size();
    }

    /** Whether all epochs are trained, or the loss on the validation set has not fallen for too long. */
    public boolean isFinished() {
        return results.size() >= spec.epochs()
                || (images.holdsOut()
                        && spec.earlyStopping().endsAfter(losses(MetricNames.VALIDATION_LOSS), spec.extendedAfter()));
    }

    /** Of all epochs so far, also those before the checkpoint. */
    public List<EpochResult> results() {
        return List.copyOf(results);
    }

    /** The epoch whose weights the run leaves, see {@link ResumePoint}. */
    public int bestEpoch() {
        return ResumePoint.of(results).bestEpoch();
    }

    /** For people, such as {@code ND4J CPU, 2 threads}. */
    public String device() {
        return candidate.name();
    }

    /** What the next epoch is trained on. */
    public TrainedOn on() {
        return candidate.on();
    }

    /** What there is to see of the network; to be used before the next epoch. */
    public RunEvidence evidence() {
        return new RunEvidence(
                spec, images.data(), new TrainedNetwork(candidate.program(), network, images.testBatches()));
    }

    /** How the layers fared in the epochs after which they were measured. */
    public LayerStatistics layers() {
        return layers;
    }

    /** Measures how the layers fare after the last epoch; checkpoints carry what is known of all epochs. */
    public LayerStatistics measureLayers() {
        layers = layers.with(evidence().layers(epochsCompleted()));
        return layers;
    }

    /**
     * Gives the network the weights of an earlier epoch, to be looked at; the run can then only give evidence and be closed.
     *
     * @param checkpoint of that epoch
     * @throws IOException if the file cannot be read, is damaged, or is of another epoch or specification
     */
    public void lookBack(int epoch, Path checkpoint) throws IOException {
        try (CheckpointFile file = new CheckpointFile(checkpoint, spec)) {
            int found = file.checkpoint().results().size();
            if (found != epoch) throw new IOException(checkpoint + ": is of epoch " + found + ", not " + epoch);
            withinEpoch = true;
            file.restore(network);
        }
    }

    /** A copy of the parameters, layer after layer. */
    public float[] parameters() {
        return network.read(State.PARAMETERS);
    }

    /**
     * Trains the next epoch, then evaluates on the images that are held out, if any, and on the test set.
     *
     * @throws TrainingStoppedException if the listener said stop; the run can then only be closed
     * @throws NumericException if a number of the loss or of the state is not finite; the run can then only be closed
     */
    public EpochResult trainEpoch(StepListener listener) {
        if (withinEpoch)
            throw new IllegalStateException("the run has no state to go on from: resume it from a checkpoint");
        withinEpoch = true;
        int epoch = results.size() + 1;
        long started = System.nanoTime();
        slowdown = Optional.empty();
        EpochSteps steps = new EpochSteps(spec, images, new Adaptation(), epoch);
        steps.run(losses(MetricNames.VALIDATION_LOSS), listener);
        long trainNanos = Math.max(1, System.nanoTime() - started);
        double imagesPerSecond = images.trainImages() * NANOS_PER_SECOND / trainNanos;
        Map<String, Double> metrics = new TreeMap<>();
        steps.measures().addTo(metrics, "train");
        metrics.put(MetricNames.LEARNING_RATE, steps.learningRate());
        metrics.put(MetricNames.IMAGES_PER_SECOND, imagesPerSecond);
        List<Double> classAccuracies = evaluate(epoch, metrics);
        EpochResult result = new EpochResult(
                epoch,
                metrics,
                classAccuracies,
                trainNanos / NANOS_PER_MILLI,
                (System.nanoTime() - started - trainNanos) / NANOS_PER_MILLI);
        results.add(result);
        withinEpoch = false;
        return result;
    }

    /** Notices within an epoch, too, that training has become slow, and goes on on what is fastest now. */
    private final class Adaptation implements EpochSteps.Between {
        @Override
        public void trained(long trainedImages, long nanos) {
            pulse.count(trainedImages, nanos);
        }

        @Override
        public TrainableNetwork next() {
            if (!pulse.isChanged()) return network;
            OptionalDouble timesSlower = pulse.timesSlower();
            String before = device();
            if (!spec.reproducible()) chooseAnew();
            boolean otherwise = !before.equals(device());
            pulse.chosen(otherwise);
            if (timesSlower.isPresent() || otherwise)
                slowdown = Optional.of(new Slowdown(epochsCompleted() + 1, timesSlower, before, device()));
            return network;
        }
    }

    /** What has become of the last epoch's speed, if that has changed much. */
    public Optional<Slowdown> slowdown() {
        return slowdown;
    }

    /** What is to be said of a run whose numbers are finite, but lead nowhere; for people. */
    public Optional<String> warning() {
        if (results.isEmpty()) return Optional.empty();
        double loss = results.getLast().metrics().getOrDefault(MetricNames.TRAIN_LOSS, 0.0);
        return new Ignorance(candidate.program(), images.again(1, 0)).warning(loss);
    }

    /** Adds what images that were not trained on show. Returns the accuracies of the test set's classes. */
    private List<Double> evaluate(int epoch, Map<String, Double> metrics) {
        if (images.holdsOut()) {
            Evaluation validation = new Evaluation(network, candidate.program());
            images.evaluateHeldOut(validation);
            add(validation, "validation", epoch, metrics);
        }
        Evaluation test = new Evaluation(network, candidate.program());
        images.evaluateTest(test);
        add(test, "test", epoch, metrics);
        return test.classAccuracies();
    }

    private void add(Evaluation evaluation, String set, int epoch, Map<String, Double> metrics) {
        Measures measures = Measures.of(evaluation.sums(), images.target());
        if (!Double.isFinite(measures.loss()))
            throw new NumericException(epoch, images.steps() - 1, "the loss on the " + set + " set");
        measures.addTo(metrics, set);
    }

    private List<Double> losses(String metric) {
        return results.stream()
                .map(result -> result.metrics().getOrDefault(metric, Double.NaN))
                .toList();
    }

    /**
     * Goes on on what is fastest now, or as before where nothing else is or could be begun: the network is kept until another one
     * has its state. Results are the same bits only as long as device and threads are; the checkpoint tells which they are.
     */
    void chooseAnew() {
        Workload workload = workload(this::giveState);
        try {
            Candidate chosen = devices.chooseAnew(workload, Wish.of(spec), candidate);
            if (chosen.choice().equals(candidate.choice())) return;
            TrainableNetwork next = begin(chosen, workload);
            network.close();
            network = next;
            candidate = chosen;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.atWarn().setCause(e).log("the run stays on {}: no other device could be begun", device());
        }
    }

    /** Gives another network the state that this one has now. */
    private void giveState(TrainableNetwork other) {
        for (State state : CheckpointFile.STATES) {
            int length = network.length(state);
            for (int from = 0; from < length; from += HANDFUL) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment some = arena.allocate(ValueLayout.JAVA_FLOAT, Math.min(HANDFUL, length - from));
                    network.read(state, from, some);
                    other.write(state, from, some);
                }
            }
        }
    }

    /**
     * Writes all that {@link #resume} needs: the network's state, the device and the results. Atomic and forced to disk.
     *
     * @return the file's size in bytes
     */
    public long saveCheckpoint(Path file) throws IOException {
        return saveCheckpoint(file, Map.of());
    }

    /** As {@link #saveCheckpoint(Path)}, with texts for the file's header that say where it comes from. */
    public long saveCheckpoint(Path file, Map<String, String> labels) throws IOException {
        if (withinEpoch) throw new IllegalStateException("a checkpoint is only taken between epochs");
        Checkpoint checkpoint = new Checkpoint(spec, Optional.of(candidate.choice()), results, layers);
        return CheckpointFile.write(file, checkpoint, labels, network);
    }

    @Override
    public void close() {
        images.close();
        network.close();
    }
}
