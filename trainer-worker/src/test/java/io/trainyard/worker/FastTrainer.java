package io.trainyard.worker;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.engine.EpochResult;
import io.trainyard.engine.ResumePoint;
import io.trainyard.engine.Slowdown;
import io.trainyard.engine.StepListener;
import io.trainyard.engine.StepProgress;
import io.trainyard.engine.TrainingStoppedException;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.Artifact.Content;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.evidence.LayerStatistics.TensorColumn;
import io.trainyard.engine.evidence.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Trains nothing: so many epochs pass at once, and the one after them never ends by itself.
 *
 * @param slowEpoch that is slower than the others; 0 for none
 * @param bestEpoch after which nothing gets better; 0 if every epoch is better than those before
 * @param hanging until when the training thread asks nobody and does nothing, in every epoch
 */
record FastTrainer(int epochsThatEnd, int slowEpoch, int bestEpoch, CountDownLatch hanging) implements Trainer {
    /** A run of so many epochs ends with numbers that lead nowhere. */
    static final int DIVERGING_EPOCHS = 2;

    private static final int STEPS = 3;
    private static final int EVIDENCE_STEPS = 25;

    FastTrainer(int epochsThatEnd) {
        this(epochsThatEnd, 0, 0);
    }

    FastTrainer(int epochsThatEnd, int slowEpoch, int bestEpoch) {
        this(epochsThatEnd, slowEpoch, bestEpoch, new CountDownLatch(0));
    }

    /** So many spaces make a checkpoint as large as this. */
    static final int CHECKPOINT_BYTES = 300;

    static FastTrainer thatFinishes() {
        return new FastTrainer(Integer.MAX_VALUE);
    }

    @Override
    public String device() {
        return "no device";
    }

    @Override
    public DeviceClass deviceClass() {
        return DeviceClass.CPU;
    }

    @Override
    public long freeMemory() {
        return 1L << 30;
    }

    @Override
    public ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException {
        int epoch = epoch(checkpoint);
        return new ResumePoint(epoch, best(epoch));
    }

    private static int epoch(Path checkpoint) throws IOException {
        String epoch = Files.readString(checkpoint).strip();
        if (!epoch.matches("\\d+")) throw new IOException(checkpoint + " is damaged");
        return Integer.parseInt(epoch);
    }

    private int best(int epochs) {
        return bestEpoch > 0 ? Math.min(bestEpoch, epochs) : epochs;
    }

    @Override
    public Prepared prepare(RunSpec spec, Stop stop) {
        return new PreparedFast(spec.epochs());
    }

    private final class PreparedFast implements Prepared {
        private final int epochs;

        private PreparedFast(int epochs) {
            this.epochs = epochs;
        }

        @Override
        public int trainImages() {
            return 100;
        }

        @Override
        public int testImages() {
            return 10;
        }

        @Override
        public Training start(Optional<TrainedOn> before) {
            return new FastTraining(epochs, 0);
        }

        @Override
        public Training resume(Path checkpoint, Optional<TrainedOn> before) throws IOException {
            return new FastTraining(epochs, epoch(checkpoint));
        }
    }

    private final class FastTraining implements Training {
        private final int epochs;
        private final List<EpochResult> results = new ArrayList<>();
        private LayerStatistics layers = LayerStatistics.NONE;
        private int lookedBack;

        private FastTraining(int epochs, int trained) {
            this.epochs = epochs;
            for (int epoch = 1; epoch <= trained; epoch++) {
                results.add(result(epoch));
                measureLayers();
            }
        }

        private static EpochResult result(int epoch) {
            return new EpochResult(epoch, Map.of(MetricNames.TRAIN_LOSS, 1.0 / epoch), List.of(0.5, 0.5), 3, 1);
        }

        @Override
        public TrainedOn on() {
            return new TrainedOn("none", "no device", 1, "fp32", "");
        }

        @Override
        public int epochsCompleted() {
            return results.size();
        }

        @Override
        public boolean isFinished() {
            return results.size() >= epochs;
        }

        @Override
        public List<EpochResult> results() {
            return List.copyOf(results);
        }

        @Override
        public EpochResult trainEpoch(StepListener listener) {
            await(hanging);
            int epoch = results.size() + 1;
            boolean endless = epoch > epochsThatEnd;
            for (int step = 1; step <= STEPS || endless; step++) {
                if (!listener.afterSteps(new StepProgress(
                        epoch, Math.min(step, STEPS), STEPS, 0.5, OptionalDouble.of(0.5), 1000, List.of())))
                    throw new TrainingStoppedException(epoch, step);
                if (endless) LockSupport.parkNanos(1_000_000);
            }
            results.add(result(epoch));
            return results.getLast();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<Slowdown> slowdown() {
            return results.size() == slowEpoch
                    ? Optional.of(new Slowdown(slowEpoch, OptionalDouble.of(2.5), "no device", "no device"))
                    : Optional.empty();
        }

        @Override
        public Optional<String> warning() {
            return epochs == DIVERGING_EPOCHS ? Optional.of("The run diverged") : Optional.empty();
        }

        @Override
        public int bestEpoch() {
            return best(results.size());
        }

        @Override
        public void saveCheckpoint(Path file, Origin origin) throws IOException {
            Files.writeString(file, ("%" + CHECKPOINT_BYTES + "d").formatted(results.size()));
        }

        @Override
        public void lookBack(int epoch, Path checkpoint) throws IOException {
            if (epoch(checkpoint) != epoch) throw new IOException(checkpoint + " is of another epoch");
            lookedBack = epoch;
        }

        @Override
        public LayerStatistics measureLayers() {
            TensorColumn column = new TensorColumn("0.weight", List.of(1f), List.of(1f));
            layers = layers.with(new LayerStatistics(1, List.of(results.size()), List.of(column), List.of()));
            return layers;
        }

        @Override
        public LayerStatistics layers() {
            return layers;
        }

        @Override
        public List<Artifact> evidence(Origin origin, EvidenceListener listener) {
            int shown = lookedBack > 0 ? lookedBack : results.size();
            if (origin.epoch() != shown)
                throw new IllegalStateException("evidence of " + shown + " says it is of " + origin.epoch());
            Content impossible = out -> {
                throw new IllegalStateException("cannot be made");
            };
            Content possible = out -> {
                for (int step = 1; step <= EVIDENCE_STEPS; step++)
                    if (!listener.afterStep("possible", step, EVIDENCE_STEPS)) throw new CancellationException();
                out.write('!');
            };
            return List.of(
                    new Artifact("impossible", "text/plain", impossible),
                    new Artifact("possible", "text/plain", possible));
        }

        @Override
        public void close() {}
    }
}
