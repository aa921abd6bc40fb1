package io.trainyard.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.worker.KafkaForWorkers;
import io.trainyard.worker.Requests;
import io.trainyard.worker.queue.RequestHandler.Handling;
import io.trainyard.worker.queue.RequestHandler.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queue as its members see it, between a real broker and handlers that train nothing. */
class RunRequestQueueIT {
    /** Longer than the test waits: a request that a member keeps without answering it is missed by the others. */
    private static final Duration LOCK = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TempDir
    private static Path directory;

    private static KafkaForWorkers kafka;

    private final Set<RunId> longRuns = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<RunId> taken = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> endOfLongRuns = new CompletableFuture<>();

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaForWorkers.start(directory);
        kafka.lockFor(LOCK);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @ParameterizedTest(name = "{0} members, {1} of them busy")
    @CsvSource({"1,0", "2,0", "2,1", "3,1", "3,2", "4,1", "4,3", "8,1", "8,7", "16,1", "16,8", "16,15"})
    void idleMembersTakeAllRequests(int members, int busy) throws Exception {
        Deque<RunRequestQueue> queues = new ArrayDeque<>();
        try {
            for (int i = 0; i < members; i++) queues.add(member());
            List<RunId> kept = request(busy, true);
            await("the long runs are under way", () -> taken.containsAll(kept));

            List<RunId> shortRuns = request(2 * members, false);

            await("the short ones have been taken", () -> taken.containsAll(shortRuns));
            endOfLongRuns.complete(null);
            await("Kafka knows", kafka::isQueueSettled);
            assertThat(taken).doesNotHaveDuplicates();
        } finally {
            endOfLongRuns.complete(null);
            queues.parallelStream().forEach(RunRequestQueue::close);
        }
    }

    @Test
    void membersThatAreReplacedOneByOneLoseAndDoubleNothing() throws Exception {
        Deque<RunRequestQueue> queues = new ArrayDeque<>();
        List<RunId> requested = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) queues.add(member());
            for (int i = 0; i < 4; i++) {
                requested.addAll(request(2, false));
                queues.add(member());
                queues.remove().close();
                requested.addAll(request(2, false));
                await("all have been taken", () -> taken.containsAll(requested));
            }
            await("Kafka knows", kafka::isQueueSettled);
            assertThat(taken).containsExactlyInAnyOrderElementsOf(requested);
        } finally {
            queues.parallelStream().forEach(RunRequestQueue::close);
        }
    }

    private RunRequestQueue member() {
        return RunRequestQueue.start(kafka.connection(), new WorkerName("host-1"), 1, new RequestHandler() {
            @Override
            public Handling begin(RunRequest request) {
                taken.add(request.run());
                return new Handling(
                        CompletableFuture.completedFuture(Outcome.DONE),
                        longRuns.contains(request.run()) ? endOfLongRuns : CompletableFuture.completedFuture(null));
            }

            @Override
            public Duration pauseLeft() {
                return Duration.ZERO;
            }

            @Override
            public Outcome refuse(RefusedRequestException request) {
                throw new AssertionError(request);
            }

            @Override
            public Outcome leave(MalformedMessageException request) {
                throw new AssertionError(request);
            }
        });
    }

    private List<RunId> request(int count, boolean endless) throws Exception {
        List<RunId> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RunRequest request = Requests.ofEpochs(1);
            if (endless) longRuns.add(request.run());
            runs.add(request.run());
            kafka.request(request);
        }
        return runs;
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("waited in vain until " + what);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
