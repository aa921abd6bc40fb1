package io.trainyard.worker;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.engine.EpochResult;
import io.trainyard.engine.ResumePoint;
import io.trainyard.engine.Slowdown;
import io.trainyard.engine.StepListener;
import io.trainyard.engine.TrainingRun;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.DataLibrary;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.own.OwnSets;
import io.trainyard.engine.device.HostMemory;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.evidence.Origin;
import io.trainyard.engine.nd4j.Gpu;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer of the product: the training engine in this process. */
final class EngineTrainer implements Trainer {
    private static final Logger LOG = LoggerFactory.getLogger(EngineTrainer.class);

    private final DataLoader loader;
    private final Devices devices;

    private EngineTrainer(DataLibrary library, OwnSets own, Devices devices) {
        loader = new DataLoader(library, own);
        this.devices = devices;
    }

    static EngineTrainer of(WorkerSettings settings) {
        DataLibrary library = new DataLibrary(
                settings.dataDirectory(),
                settings.downloadDirectory(),
                settings.downloadsAllowed(),
                EngineTrainer::downloaded);
        Path measurements = settings.downloadDirectory().resolve("calibrations");
        return new EngineTrainer(
                library, DatasetWatch.sets(settings), Devices.ofMachine(measurements, Limits.ofMachine()));
    }

    private static void downloaded(String file, long bytes, long total) {
        if (bytes == total) LOG.info("downloaded {}, {} bytes", file, bytes);
    }

    @Override
    public String device() {
        if (Gpu.isWanted()) return Gpu.name();
        int threads = Limits.ofMachine().threads();
        return "CPU, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public DeviceClass deviceClass() {
        return new DeviceClass(Gpu.isWanted() ? Gpu.deviceClass() : "cpu");
    }

    @Override
    public long freeMemory() {
        return Gpu.isWanted() ? Gpu.freeMemory() : HostMemory.free();
    }

    @Override
    public ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException {
        return TrainingRun.resumePoint(spec, checkpoint);
    }

    @Override
    public Prepared prepare(RunSpec spec, Stop stop) throws DataException {
        Dataset data = loader.load(spec.dataset().info(), stop);
        return new PreparedOnEngine(spec, data, stop);
    }

    private Training training(TrainingRun run) {
        return new TrainingOnEngine(run);
    }

    private final class PreparedOnEngine implements Prepared {
        private final RunSpec spec;
        private final Dataset data;
        private final Stop stop;

        private PreparedOnEngine(RunSpec spec, Dataset data, Stop stop) {
            this.spec = spec;
            this.data = data;
            this.stop = stop;
        }

        @Override
        public int trainImages() {
            return limited(data.train().count(), spec.dataset().trainLimit());
        }

        @Override
        public int testImages() {
            return limited(data.test().count(), spec.dataset().testLimit());
        }

        private int limited(int count, int limit) {
            return limit == 0 ? count : Math.min(count, limit);
        }

        @Override
        public Training start(Optional<TrainedOn> before) {
            return training(TrainingRun.start(spec, data, devices, before, stop));
        }

        @Override
        public Training resume(Path checkpoint, Optional<TrainedOn> before) throws IOException {
            return training(TrainingRun.resume(spec, data, devices, checkpoint, before, stop));
        }
    }

    private record TrainingOnEngine(TrainingRun run) implements Training {
        @Override
        public TrainedOn on() {
            return run.on();
        }

        @Override
        public int epochsCompleted() {
            return run.epochsCompleted();
        }

        @Override
        public boolean isFinished() {
            return run.isFinished();
        }

        @Override
        public List<EpochResult> results() {
            return run.results();
        }

        @Override
        public EpochResult trainEpoch(StepListener listener) {
            return run.trainEpoch(listener);
        }

        @Override
        public Optional<Slowdown> slowdown() {
            return run.slowdown();
        }

        @Override
        public Optional<String> warning() {
            return run.warning();
        }

        @Override
        public int bestEpoch() {
            return run.bestEpoch();
        }

        @Override
        public void saveCheckpoint(Path file, Origin origin) throws IOException {
            run.saveCheckpoint(file, origin.texts());
        }

        @Override
        public void lookBack(int epoch, Path checkpoint) throws IOException {
            run.lookBack(epoch, checkpoint);
        }

        @Override
        public LayerStatistics measureLayers() {
            return run.measureLayers();
        }

        @Override
        public LayerStatistics layers() {
            return run.layers();
        }

        @Override
        public List<Artifact> evidence(Origin origin, EvidenceListener listener) {
            return run.evidence().files(origin, listener);
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
