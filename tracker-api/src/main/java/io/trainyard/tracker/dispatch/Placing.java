package io.trainyard.tracker.dispatch;

import io.trainyard.contract.WorkerName;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.storage.OfferRepository.Candidate;
import io.trainyard.tracker.storage.OfferRepository.Turn;
import io.trainyard.tracker.storage.OfferRepository.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which worker a run is offered to that not every worker may train. Each run goes, in its turn, to a free worker that
 * fits. Where there is none, a busy one gets it to take as its next run, so that what every worker may train does not always
 * come before; but only when its turn has come among these, too.
 */
final class Placing {
    private static final Comparator<Turn> IN_TURN =
            Comparator.comparingInt(Turn::priority).reversed().thenComparingLong(Turn::key);

    private final List<Seats> workers;
    private final Optional<Turn> firstForAny;
    private final Allowance allowance;
    private final List<Offer> offers = new ArrayList<>();

    /** A run to offer, by its key. */
    record Offer(long run, WorkerName worker) {}

    /**
     * The queue.
     *
     * @param waiting runs that were not handed out
     * @param unanswered runs that were offered; those that wait for a busy worker move to one that is free
     * @param firstForAny turn of the first run that could be handed out and that every worker may train
     * @param allowance how many of them may be
     */
    record Queued(List<Wanted> waiting, List<Wanted> unanswered, Optional<Turn> firstForAny, Allowance allowance) {}

    private Placing(Queued queued, List<Candidate> workers) {
        this.workers = workers.stream().map(Seats::new).toList();
        this.firstForAny = queued.firstForAny();
        this.allowance = queued.allowance();
    }

    /** @param workers those that are preferred first */
    static List<Offer> decide(Queued queued, List<Candidate> workers) {
        Placing placing = new Placing(queued, workers);
        inTurn(queued.unanswered()).forEach(placing::move);
        inTurn(queued.waiting()).forEach(placing::place);
        return placing.offers;
    }

    private static List<Wanted> inTurn(List<Wanted> runs) {
        return runs.stream().sorted(Comparator.comparing(Wanted::turn, IN_TURN)).toList();
    }

    private void move(Wanted run) {
        Optional<Seats> now = workers.stream()
                .filter(worker -> run.offeredTo().equals(Optional.of(worker.name)))
                .findFirst();
        if (now.isEmpty() || !now.get().isBusy()) return;
        find(run, Seats::isFree).ifPresent(worker -> {
            now.get().offers--;
            offer(run, worker);
        });
    }

    private void place(Wanted run) {
        Optional<Seats> worker = find(run, Seats::isFree);
        boolean itsTurn = firstForAny.stream().allMatch(run.turn()::isBefore);
        if (worker.isEmpty() && itsTurn) worker = find(run, Seats::mayWaitFor);
        if (worker.isPresent() && allowance.take(run.of())) offer(run, worker.get());
    }

    /** One that has not tried the run, if there is any. */
    private Optional<Seats> find(Wanted run, Predicate<Seats> condition) {
        @Nullable Seats tried = null;
        for (Seats worker : workers) {
            if (!condition.test(worker) || !run.placement().fits(worker.of.profile())) continue;
            if (!run.tried().contains(worker.name)) return Optional.of(worker);
            if (tried == null) tried = worker;
        }
        return Optional.ofNullable(tried);
    }

    private void offer(Wanted run, Seats worker) {
        worker.offers++;
        offers.add(new Offer(run.turn().key(), worker.name));
    }

    /** What a worker has in hand and has been offered, while it is decided. */
    private static final class Seats {
        private final Candidate of;
        private final WorkerName name;
        private int offers;

        Seats(Candidate of) {
            this.of = of;
            this.name = of.name();
            this.offers = of.offers();
        }

        boolean isBusy() {
            return of.running() >= of.slots();
        }

        boolean isFree() {
            return of.running() + offers < of.slots();
        }

        /** No more is offered to a busy worker than it can begin with when it is free. */
        boolean mayWaitFor() {
            return isBusy() && offers < of.slots();
        }
    }
}
