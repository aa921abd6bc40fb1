package io.trainyard.worker;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.DataLibrary;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.data.own.OwnSets;
import io.trainyard.engine.device.Stop;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Loads data sets in a thread of its own, one after the other: two slots that lack the same set must not both download it. Who
 * no longer wants a set stops waiting for it; the set is there for the next one that does.
 */
final class DataLoader {
    private static final long BETWEEN_QUESTIONS_MILLIS = 100;

    private final Loading loading;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("data").daemon().factory());

    /** What loads a set by what is known of it. */
    @FunctionalInterface
    interface Loading {
        Dataset load(DatasetInfo info) throws DataException;
    }

    DataLoader(DataLibrary library, OwnSets own) {
        this(info -> Datasets.find(info.name()).isPresent() ? library.load(info.name()) : own.load(info));
    }

    DataLoader(Loading loading) {
        this.loading = loading;
    }

    Dataset load(DatasetInfo info, Stop stop) throws DataException {
        stop.check();
        Callable<Dataset> load = () -> loading.load(info);
        Future<Dataset> loaded = thread.submit(load);
        while (true) {
            try {
                return loaded.get(BETWEEN_QUESTIONS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                stop.check();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while " + info.name() + " was loaded");
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case DataException ofData -> throw ofData;
                    case RuntimeException unexpected -> throw unexpected;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException("loading " + info.name() + " failed", e);
                }
            }
        }
    }
}
