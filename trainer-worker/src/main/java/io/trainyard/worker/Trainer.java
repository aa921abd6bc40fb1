package io.trainyard.worker;

import io.trainyard.contract.RunSpec;
import io.trainyard.engine.EpochResult;
import io.trainyard.engine.Slowdown;
import io.trainyard.engine.StepListener;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.evidence.LayerStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the worker asks of the engine. */
interface Trainer {
    /** What it trains on, for people. */
    String device();

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

        Training start();

        /** Goes on from a checkpoint; fails if it is damaged or of another run. */
        Training resume(Path checkpoint) throws IOException;
    }

    /** A run in training; used by one thread. */
    interface Training extends AutoCloseable {
        String device();

        int epochsCompleted();

        /** Whether no epoch is left to train. */
        boolean isFinished();

        /** Of all epochs so far, also of those before the checkpoint. */
        List<EpochResult> results();

        /** Trains and evaluates the next epoch. */
        EpochResult trainEpoch(StepListener listener);

        /** Of the last epoch, if it was much slower than those before. */
        Optional<Slowdown> slowdown();

        /** What is to be said of how training ended, if it led nowhere. */
        Optional<String> warning();

        /** Writes everything that is needed to go on; returns the size in bytes. */
        long saveCheckpoint(Path file) throws IOException;

        /** How the layers fare after the last epoch. */
        LayerStatistics layers();

        /** The files that show what was learned; each is computed when it is written. */
        List<Artifact> evidence(EvidenceListener listener);

        @Override
        void close();
    }
}
