package io.trainyard.worker;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.engine.EpochResult;
import io.trainyard.engine.ResumePoint;
import io.trainyard.engine.Slowdown;
import io.trainyard.engine.StepListener;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.evidence.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the worker asks of the engine. */
interface Trainer {
    /** What it can train on, for people. */
    String device();

    /** The class of devices that it trains on, for runs that ask for one. */
    DeviceClass deviceClass();

    /** Bytes that a run would find free now, where it trains. */
    long freeMemory();

    /**
     * Reads a checkpoint to its end.
     *
     * @throws IOException if it cannot be read, is damaged or of another run
     */
    ResumePoint resumePoint(RunSpec spec, Path checkpoint) throws IOException;

    /**
     * Loads the data of a run, which may take minutes.
     *
     * @param stop is asked in all that the run does; what is stopped throws {@link java.util.concurrent.CancellationException}
     */
    Prepared prepare(RunSpec spec, Stop stop) throws DataException;

    /** A run with its data, ready to start. */
    interface Prepared {
        int trainImages();

        int testImages();

        /**
         * From the first epoch on.
         *
         * @param before what an earlier attempt trained the run's first epoch on
         */
        Training start(Optional<TrainedOn> before);

        /** Goes on from a checkpoint; fails if it is damaged or of another run. */
        Training resume(Path checkpoint, Optional<TrainedOn> before) throws IOException;
    }

    /** A run in training; used by one thread. */
    interface Training extends AutoCloseable {
        /** What the next epoch is trained on. */
        TrainedOn on();

        int epochsCompleted();

        /** Whether no epoch is left to train. */
        boolean isFinished();

        /** Of all epochs so far, also of those before the checkpoint. */
        List<EpochResult> results();

        /** Trains and evaluates the next epoch. */
        EpochResult trainEpoch(StepListener listener);

        /** What has become of the last epoch's speed, if that has changed much. */
        Optional<Slowdown> slowdown();

        /** What is to be said of how training ended, if it led nowhere. */
        Optional<String> warning();

        /** The epoch so far whose weights the run would leave. */
        int bestEpoch();

        /** Writes everything that is needed to go on. */
        void saveCheckpoint(Path file, Origin origin) throws IOException;

        /** Takes the weights of an earlier epoch from its checkpoint, to give evidence of them; nothing is trained any more. */
        void lookBack(int epoch, Path checkpoint) throws IOException;

        /** Measures how the layers fare after the last epoch. */
        LayerStatistics measureLayers();

        /** How the layers fared after all epochs so far, also those before the checkpoint. */
        LayerStatistics layers();

        /** The files that show what was learned; each is computed when it is written. */
        List<Artifact> evidence(Origin origin, EvidenceListener listener);

        @Override
        void close();
    }
}
