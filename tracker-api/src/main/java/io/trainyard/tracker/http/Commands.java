package io.trainyard.tracker.http;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.access.AuditLog;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a researcher can have done, each in a transaction of its own. The calling thread waits for the database. */
public record Commands(
        Database database,
        ExperimentRepository experiments,
        IdempotencyRepository keys,
        RunMoves moves,
        AuditLog audit,
        Clock clock) {
    /** Creates an experiment; a request that repeats an earlier one, by its key, gets the earlier one's. */
    ExperimentId create(Caller caller, ExperimentSpec spec, Optional<IdempotencyRepository.Key> key) {
        return database.inTransaction(tx -> key.flatMap(name -> earlier(tx, name))
                .orElseGet(() -> {
                    ExperimentId created = experiments.create(tx, spec).experiment();
                    audit.done(tx, caller, new Deed("experiment.queue", created.value(), spec.name()));
                    key.ifPresent(name -> keys.remember(tx, name, created, clock.instant()));
                    return created;
                }));
    }

    private Optional<ExperimentId> earlier(Transaction tx, IdempotencyRepository.Key key) {
        Optional<IdempotencyRepository.Earlier> earlier = keys.find(tx, key);
        if (earlier.isPresent() && !earlier.get().sameBody())
            throw new HttpProblem(
                    422,
                    "The key was sent before with another body",
                    List.of(new FieldError(IdempotencyKey.HEADER, "was sent before with another body")),
                    Map.of());
        return earlier.map(IdempotencyRepository.Earlier::experiment);
    }

    RunMoves.Answer cancel(Caller caller, RunId run) {
        return database.inTransaction(
                tx -> noted(tx, caller, new Deed("run.cancel", run.value()), moves.cancel(tx, run)));
    }

    RunMoves.Answer delete(Caller caller, RunId run) {
        return database.inTransaction(
                tx -> noted(tx, caller, new Deed("run.delete", run.value()), moves.delete(tx, run)));
    }

    /** Deletes an experiment with all its runs; empty if there is none. */
    Optional<RunMoves.Answer> deleteExperiment(Caller caller, String id) {
        return database.inTransaction(tx -> {
            OptionalLong key = experiments.key(tx, id);
            if (key.isEmpty()) return Optional.empty();
            RunMoves.Answer answer = moves.deleteExperiment(tx, key.getAsLong());
            return Optional.of(noted(tx, caller, new Deed("experiment.delete", id), answer));
        });
    }

    private RunMoves.Answer noted(Transaction tx, Caller caller, Deed deed, RunMoves.Answer answer) {
        switch (answer) {
            case DONE, UNDER_WAY -> audit.done(tx, caller, deed);
            case NO_SUCH_RUN, WRONG_STATUS -> {}
        }
        return answer;
    }
}
