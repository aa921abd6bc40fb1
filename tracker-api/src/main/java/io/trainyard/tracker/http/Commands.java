package io.trainyard.tracker.http;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.RunLifecycle;

/** What a researcher can have done, each in a transaction of its own. The calling thread waits for the database. */
public record Commands(Database database, ExperimentRepository experiments, RunLifecycle lifecycle) {
    ExperimentId create(ExperimentSpec spec) {
        return database.inTransaction(tx -> experiments.create(tx, spec).experiment());
    }

    RunLifecycle.Answer cancel(RunId run) {
        return database.inTransaction(tx -> lifecycle.cancel(tx, run));
    }

    RunLifecycle.Answer delete(RunId run) {
        return database.inTransaction(tx -> lifecycle.delete(tx, run));
    }
}
