package io.trainyard.worker;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunSpec;
import io.trainyard.engine.EpochResult;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * Trains nothing: so many epochs pass at once, and the one after them never ends by itself.
 *
 * @param slowEpoch that is slower than the others; 0 for none
 */
record FastTrainer(int epochsThatEnd, int slowEpoch) implements Trainer {
    /** A run of so many epochs ends with numbers that lead nowhere. */
    static final int DIVERGING_EPOCHS = 2;

    private static final int STEPS = 3;
    private static final int EVIDENCE_STEPS = 25;

    FastTrainer(int epochsThatEnd) {
        this(epochsThatEnd, 0);
    }

    static FastTrainer thatFinishes() {
        return new FastTrainer(Integer.MAX_VALUE);
    }

    @Override
    public String device() {
        return "no device";
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
        public Training start() {
            return new FastTraining(epochs, 0);
        }

        @Override
        public Training resume(Path checkpoint) throws IOException {
            String epoch = Files.readString(checkpoint);
            if (!epoch.matches("\\d+")) throw new IOException(checkpoint + " is damaged");
            return new FastTraining(epochs, Integer.parseInt(epoch));
        }
    }

    private final class FastTraining implements Training {
        private final int epochs;
        private final List<EpochResult> results = new ArrayList<>();

        private FastTraining(int epochs, int trained) {
            this.epochs = epochs;
            for (int epoch = 1; epoch <= trained; epoch++) results.add(result(epoch));
        }

        private static EpochResult result(int epoch) {
            return new EpochResult(epoch, Map.of(MetricNames.TRAIN_LOSS, 1.0 / epoch), List.of(0.5, 0.5), 3, 1);
        }

        @Override
        public String device() {
            return "no device";
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
            int epoch = results.size() + 1;
            boolean endless = epoch > epochsThatEnd;
            for (int step = 1; step <= STEPS || endless; step++) {
                if (!listener.afterSteps(
                        new StepProgress(epoch, Math.min(step, STEPS), STEPS, 0.5, OptionalDouble.of(0.5), 1000)))
                    throw new TrainingStoppedException(epoch, step);
                if (endless) LockSupport.parkNanos(1_000_000);
            }
            results.add(result(epoch));
            return results.getLast();
        }

        @Override
        public Optional<Slowdown> slowdown() {
            return results.size() == slowEpoch
                    ? Optional.of(new Slowdown(slowEpoch, 2.5, device(), device()))
                    : Optional.empty();
        }

        @Override
        public Optional<String> warning() {
            return epochs == DIVERGING_EPOCHS ? Optional.of("The run diverged") : Optional.empty();
        }

        @Override
        public long saveCheckpoint(Path file) throws IOException {
            Files.writeString(file, Integer.toString(results.size()));
            return Files.size(file);
        }

        @Override
        public LayerStatistics layers() {
            TensorColumn column = new TensorColumn("0.weight", List.of(1f), List.of(1f));
            return new LayerStatistics(1, List.of(results.size()), List.of(column), List.of());
        }

        @Override
        public List<Artifact> evidence(EvidenceListener listener) {
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
