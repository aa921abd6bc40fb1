package io.trainyard.tracker.http;

import io.trainyard.contract.CopiedRun;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.external.Ending;
import io.trainyard.tracker.external.NewRun;
import io.trainyard.tracker.lifecycle.Checkpoints;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.Edit;
import io.trainyard.tracker.storage.EditRepository;
import io.trainyard.tracker.storage.ExperimentRepository;
import io.trainyard.tracker.storage.ExternalRunRepository;
import io.trainyard.tracker.storage.IdempotencyRepository;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunMoving;
import io.trainyard.tracker.storage.SavedViews;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.access.AuditLog;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a researcher can have done, each in a transaction of its own. The calling thread waits for the database. */
public record Commands(
        Database database,
        ExperimentRepository experiments,
        ExternalRunRepository externalRuns,
        IdempotencyRepository keys,
        RunMoves moves,
        EditRepository edits,
        AuditLog audit,
        Clock clock) {
    /** Creates an experiment; a request that repeats an earlier one, by its key, gets the earlier one's. */
    ExperimentId create(Caller caller, ExperimentSpec spec, Optional<IdempotencyRepository.Key> key) {
        return database.inTransaction(tx -> key.flatMap(name -> earlier(tx, name))
                .orElseGet(() -> {
                    ExperimentId created =
                            experiments.create(tx, spec, caller.account()).experiment();
                    audit.done(tx, caller, new Deed("experiment.queue", created.value(), spec.name()));
                    key.ifPresent(name -> keys.remember(tx, name, created, clock.instant()));
                    return created;
                }));
    }

    /**
     * Queues further runs of an experiment; a request that repeats an earlier one, by its key, queues none. Returns whether there is
     * such an experiment.
     */
    boolean addRuns(Caller caller, String experiment, List<CopiedRun> runs, Optional<IdempotencyRepository.Key> key) {
        return database.inTransaction(tx -> {
            if (key.flatMap(name -> earlier(tx, name)).isPresent()) return true;
            Optional<ExperimentRepository.Created> added = experiments.add(tx, experiment, runs, caller.account());
            added.ifPresent(created -> {
                audit.done(tx, caller, new Deed("experiment.add-runs", experiment, runs.size() + " runs"));
                key.ifPresent(name -> keys.remember(tx, name, created.experiment(), clock.instant()));
            });
            return added.isPresent();
        });
    }

    private Optional<ExperimentId> earlier(Transaction tx, IdempotencyRepository.Key key) {
        return earlier(tx, key, false).map(IdempotencyRepository.Earlier::experiment);
    }

    private Optional<IdempotencyRepository.Earlier> earlier(
            Transaction tx, IdempotencyRepository.Key key, boolean forRun) {
        Optional<IdempotencyRepository.Earlier> earlier = keys.find(tx, key);
        if (earlier.filter(led -> !led.sameBody() || led.run().isPresent() != forRun)
                .isPresent()) throw IdempotencyKey.reused();
        return earlier;
    }

    /** Creates a run that is trained elsewhere; a request that repeats an earlier one, by its key, gets the earlier one's. */
    RunId createRun(Caller caller, NewRun run, Optional<IdempotencyRepository.Key> key) {
        return database.inTransaction(tx -> key.flatMap(name -> earlier(tx, name, true))
                .flatMap(IdempotencyRepository.Earlier::run)
                .orElseGet(() -> {
                    ExternalRunRepository.Created created =
                            externalRuns.create(tx, run, caller.account()).orElseThrow(() -> missingExperiment(run));
                    audit.done(
                            tx,
                            caller,
                            new Deed(
                                    "run.create",
                                    created.run().value(),
                                    run.name().orElse("")));
                    key.ifPresent(
                            name -> keys.remember(tx, name, created.experiment(), created.run(), clock.instant()));
                    return created.run();
                }));
    }

    private static HttpProblem missingExperiment(NewRun run) {
        String id = run.experiment() instanceof NewRun.Experiment.WithId(String given) ? given : "";
        return HttpProblem.notFound("experiment", Excerpt.of(id));
    }

    RunMoves.Answer finish(Caller caller, RunId run, Ending ending) {
        Deed deed = new Deed("run.finish", run.value(), ending.status().name().toLowerCase(Locale.ROOT));
        return database.inTransaction(tx -> noted(tx, caller, deed, moves.finish(tx, run, ending)));
    }

    /** Has a run told of again; a request that repeats an earlier one, by its key, does nothing more. */
    RunMoves.Answer reopen(Caller caller, RunId run, OptionalInt afterStep, Optional<IdempotencyRepository.Key> key) {
        Deed deed =
                new Deed("run.reopen", run.value(), afterStep.isPresent() ? "after step " + afterStep.getAsInt() : "");
        return database.inTransaction(tx -> {
            if (key.flatMap(name -> earlier(tx, name, true))
                    .flatMap(IdempotencyRepository.Earlier::run)
                    .isPresent()) return RunMoves.Answer.DONE;
            RunMoves.Answer answer = noted(tx, caller, deed, moves.reopen(tx, run, afterStep));
            if (answer == RunMoves.Answer.DONE)
                key.ifPresent(
                        name -> keys.remember(tx, name, externalRuns.experimentOf(tx, run), run, clock.instant()));
            return answer;
        });
    }

    /** Changes what is written beside a run. */
    void edit(Caller caller, RunId run, Edit edit) {
        database.inTransaction(tx -> {
            edit.name().flatMap(name -> edits.namesake(tx, run.value(), name)).ifPresent(other -> {
                throw new HttpProblem(
                        409,
                        "Another run of the experiment has this name",
                        List.of(new FieldError("name", "is that of run " + other)),
                        Map.of());
            });
            int changed = edits.runs(tx, List.of(run.value()), edit);
            if (changed == 0) throw RunHandler.missing(run.value());
            requireTags(tx, List.of(run.value()));
            audit.done(tx, caller, new Deed("run.edit", run.value(), edit.summary()));
            return changed;
        });
    }

    /** Changes what is written beside many runs; returns how many are still there. */
    int edit(Caller caller, List<String> runs, Edit edit, String which) {
        if (runs.isEmpty()) return 0;
        return database.inTransaction(tx -> {
            int changed = edits.runs(tx, runs, edit);
            requireTags(tx, runs);
            audit.done(tx, caller, new Deed("runs.edit", which, changed + " runs: " + edit.summary()));
            return changed;
        });
    }

    /**
     * Where runs are moved to.
     *
     * @param experiment id of one that there is; empty for a new one
     * @param name of a new one
     */
    record Target(Optional<String> experiment, String name) {}

    /** Runs that were moved, and the experiment that they are in now. */
    record MovedTo(String experiment, RunMoving.Moved moved) {}

    /** Moves runs to another experiment; empty if there is none that takes any. */
    Optional<MovedTo> move(Caller caller, List<String> runs, Target target, String which) {
        return database.inTransaction(tx -> {
            String experiment = target.experiment()
                    .orElseGet(() -> experiments.createEmpty(tx, target.name()).value());
            Optional<RunMoving.Moved> moved = experiments.move(tx, experiment, runs);
            moved.ifPresent(
                    done -> audit.done(tx, caller, new Deed("runs.move", experiment, done.runs() + " runs: " + which)));
            return moved.map(done -> new MovedTo(experiment, done));
        });
    }

    private void requireTags(Transaction tx, List<String> runs) {
        edits.overtagged(tx, runs).ifPresent(run -> {
            throw new HttpProblem(
                    422,
                    "Run " + run + " would have more than " + Edit.MAX_TAGS + " tags",
                    List.of(new FieldError("tags", "would be more than " + Edit.MAX_TAGS + " of run " + run)),
                    Map.of());
        });
    }

    /** Changes what is written beside an experiment; returns whether there is one. */
    boolean editExperiment(Caller caller, String id, Edit edit) {
        return database.inTransaction(tx -> {
            boolean found = edits.experiment(tx, id, edit, tx.now());
            if (found) audit.done(tx, caller, new Deed("experiment.edit", id, edit.summary()));
            return found;
        });
    }

    void saveView(Caller caller, SavedViews.View view) {
        database.inTransaction(tx -> {
            if (!SavedViews.save(tx, view, caller.name()))
                throw new HttpProblem(
                        422,
                        "There are " + SavedViews.MOST + " saved views",
                        List.of(new FieldError("name", "would be one too many: delete views that nobody uses")),
                        Map.of());
            audit.done(tx, caller, new Deed("view.save", view.name(), view.path()));
            return true;
        });
    }

    /** Returns whether there was one of this name. */
    boolean deleteView(Caller caller, String name) {
        return database.inTransaction(tx -> {
            boolean found = SavedViews.delete(tx, name);
            if (found) audit.done(tx, caller, new Deed("view.delete", name));
            return found;
        });
    }

    RunMoves.Answer cancel(Caller caller, RunId run) {
        return database.inTransaction(
                tx -> noted(tx, caller, new Deed("run.cancel", run.value()), moves.cancel(tx, run)));
    }

    RunMoves.Answer pause(Caller caller, RunId run) {
        return database.inTransaction(
                tx -> noted(tx, caller, new Deed("run.pause", run.value()), moves.pause(tx, run)));
    }

    RunMoves.Answer resume(Caller caller, RunId run) {
        return database.inTransaction(
                tx -> noted(tx, caller, new Deed("run.resume", run.value()), moves.resume(tx, run)));
    }

    RunMoves.Answer retry(Caller caller, RunId run, Checkpoints.From from) {
        Deed deed = new Deed("run.retry", run.value(), "from " + from.name().toLowerCase(Locale.ROOT));
        return database.inTransaction(tx -> noted(tx, caller, deed, moves.retry(tx, run, from)));
    }

    RunMoves.Answer extend(Caller caller, RunId run, int more) {
        Deed deed = new Deed("run.extend", run.value(), more + " more epochs");
        return database.inTransaction(tx -> noted(tx, caller, deed, moves.extend(tx, run, more)));
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
            case NO_SUCH_RUN, WRONG_STATUS, TRAINED_ELSEWHERE, TRAINED_HERE -> {}
        }
        return answer;
    }
}
