package io.trainyard.tracker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.WorkerName;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.tracker.dispatch.Placing.Offer;
import io.trainyard.tracker.dispatch.Placing.Queued;
import io.trainyard.tracker.lifecycle.Allowance;
import io.trainyard.tracker.lifecycle.Allowance.Belonging;
import io.trainyard.tracker.lifecycle.Allowance.Holder;
import io.trainyard.tracker.lifecycle.Allowance.Limit;
import io.trainyard.tracker.lifecycle.Allowance.Scope;
import io.trainyard.tracker.lifecycle.Allowance.Used;
import io.trainyard.tracker.storage.OfferRepository.Candidate;
import io.trainyard.tracker.storage.OfferRepository.Turn;
import io.trainyard.tracker.storage.OfferRepository.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacingTest {
    private static final Belonging OF = new Belonging(1, OptionalLong.empty());

    @Test
    void runGoesToAFreeWorkerOfItsClass() {
        assertThat(decide(List.of(run(1, "cuda")), worker("cpu-1", "cpu", 0, 0), worker("gpu-1", "cuda:sm_90", 0, 0)))
                .containsExactly(offer(1, "gpu-1"));
    }

    @Test
    void runThatNobodyCanTakeIsInNobodysWay() {
        assertThat(decide(List.of(run(1, "tpu"), run(2, "cpu")), worker("cpu-1", "cpu", 0, 0)))
                .containsExactly(offer(2, "cpu-1"));
    }

    @Test
    void noWorkerIsOfferedMoreThanItHasSlots() {
        assertThat(decide(List.of(run(1, "cpu"), run(2, "cpu")), worker("cpu-1", "cpu", 0, 0)))
                .containsExactly(offer(1, "cpu-1"));
        assertThat(decide(List.of(run(1, "cpu")), worker("cpu-1", "cpu", 0, 1))).isEmpty();
    }

    @Test
    void higherPriorityGoesFirstThenAge() {
        Wanted urgent = new Wanted(new Turn(5, 9), OF, placement("cpu"), Optional.empty(), Set.of());

        assertThat(decide(List.of(run(2, "cpu"), run(1, "cpu"), urgent), worker("cpu-1", "cpu", 0, 0)))
                .containsExactly(offer(9, "cpu-1"));
    }

    @Test
    void busyWorkerGetsARunAsItsNextOneWhenItsTurnHasCome() {
        Candidate busy = worker("cpu-1", "cpu", 1, 0);

        assertThat(decide(List.of(run(1, "cpu"), run(2, "cpu")), busy)).containsExactly(offer(1, "cpu-1"));
        assertThat(decide(List.of(run(5, "cpu")), List.of(), List.of(busy), Optional.of(new Turn(0, 9))))
                .containsExactly(offer(5, "cpu-1"));
        assertThat(decide(List.of(run(5, "cpu")), List.of(), List.of(busy), Optional.of(new Turn(0, 3))))
                .isEmpty();
        assertThat(decide(List.of(run(1, "cpu")), worker("cpu-1", "cpu", 1, 1))).isEmpty();
    }

    @Test
    void runThatWaitsForABusyWorkerMovesToAFreeOne() {
        Wanted waits = new Wanted(new Turn(0, 1), OF, placement("cpu"), Optional.of(new WorkerName("cpu-1")), Set.of());
        Candidate busy = worker("cpu-1", "cpu", 1, 1);

        assertThat(decide(List.of(), List.of(waits), List.of(busy, worker("cpu-2", "cpu", 0, 0)), Optional.empty()))
                .containsExactly(offer(1, "cpu-2"));
        assertThat(decide(List.of(), List.of(waits), List.of(busy), Optional.empty()))
                .isEmpty();
        assertThat(decide(
                        List.of(),
                        List.of(waits),
                        List.of(worker("cpu-1", "cpu", 0, 1), worker("cpu-2", "cpu", 0, 0)),
                        Optional.empty()))
                .isEmpty();
    }

    /** The place that it leaves is free for the run behind it. */
    @Test
    void runThatMovesLeavesItsPlaceToTheNext() {
        Wanted waits =
                new Wanted(new Turn(0, 1), OF, placement("cuda"), Optional.of(new WorkerName("gpu-1")), Set.of());
        Candidate busy = worker("gpu-1", "cuda", 1, 1);
        Candidate free = worker("gpu-2", "cuda", 0, 0);

        assertThat(decide(List.of(run(2, "cuda")), List.of(waits), List.of(busy, free), Optional.empty()))
                .containsExactly(offer(1, "gpu-2"), offer(2, "gpu-1"));
    }

    @Test
    void workerThatCouldNotTrainTheRunIsTheLastToBeAskedAgain() {
        Wanted tried =
                new Wanted(new Turn(0, 1), OF, placement("cpu"), Optional.empty(), Set.of(new WorkerName("cpu-1")));

        assertThat(decide(List.of(tried), worker("cpu-1", "cpu", 0, 0), worker("cpu-2", "cpu", 0, 0)))
                .containsExactly(offer(1, "cpu-2"));
        assertThat(decide(List.of(tried), worker("cpu-1", "cpu", 0, 0))).containsExactly(offer(1, "cpu-1"));
    }

    @Test
    void runsOfAnExperimentWithALimitLeaveTheWorkersToOthers() {
        Holder first = new Holder(Scope.EXPERIMENT, 1);
        Allowance oneMore = new Allowance(List.of(new Used(new Limit(first, "first", 2), 1)));
        Wanted other = new Wanted(
                new Turn(0, 3), new Belonging(2, OptionalLong.empty()), placement("cpu"), Optional.empty(), Set.of());
        Queued queued = new Queued(List.of(run(1, "cpu"), run(2, "cpu"), other), List.of(), Optional.empty(), oneMore);

        assertThat(Placing.decide(queued, List.of(worker("cpu-1", "cpu", 0, 0), worker("cpu-2", "cpu", 0, 0))))
                .containsExactly(offer(1, "cpu-1"), offer(3, "cpu-2"));
    }

    private static List<Offer> decide(List<Wanted> waiting, Candidate... workers) {
        return decide(waiting, List.of(), List.of(workers), Optional.empty());
    }

    private static List<Offer> decide(
            List<Wanted> waiting, List<Wanted> unanswered, List<Candidate> workers, Optional<Turn> firstForAny) {
        return Placing.decide(new Queued(waiting, unanswered, firstForAny, new Allowance(List.of())), workers);
    }

    private static Wanted run(long key, String deviceClass) {
        return new Wanted(new Turn(0, key), OF, placement(deviceClass), Optional.empty(), Set.of());
    }

    private static Placement placement(String deviceClass) {
        return new Placement(Optional.of(new DeviceClass(deviceClass)), 0, Labels.NONE);
    }

    private static Candidate worker(String name, String deviceClass, int running, int offers) {
        WorkerProfile profile = new WorkerProfile(new DeviceClass(deviceClass), 1 << 30, Labels.NONE);
        return new Candidate(new WorkerName(name), profile, 1, running, offers);
    }

    private static Offer offer(long run, String worker) {
        return new Offer(run, new WorkerName(worker));
    }
}
