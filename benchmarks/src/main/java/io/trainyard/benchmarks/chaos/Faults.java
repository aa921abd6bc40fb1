package io.trainyard.benchmarks.chaos;

import io.trainyard.benchmarks.chaos.Journal.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Breaks the fleet again and again, at random from a seed. What is broken is mended after a while, whatever else is broken
 * meanwhile; nobody is broken twice at a time.
 */
final class Faults {
    /** What a fleet meets most, and must recover from soonest, comes more often. */
    private static final List<Kind> KINDS = Stream.concat(
                    Stream.of(Kind.values()),
                    Stream.of(
                            Kind.WORKER_KILLED,
                            Kind.WORKER_KILLED,
                            Kind.WORKER_KILLED,
                            Kind.TRACKER_KILLED,
                            Kind.TRACKER_KILLED))
            .toList();

    private static final int LONGEST_PAUSE_SECONDS = 20;
    private static final int LONGEST_CUT_SECONDS = 6;
    private static final int LONGEST_ABSENCE_SECONDS = 8;

    private final Services services;
    private final Fleet fleet;
    private final Journal journal;
    private final Recoveries recoveries;
    private final Random random;
    private final AtomicInteger malformedReports = new AtomicInteger();
    private final List<Thread> underWay = new ArrayList<>();

    /** Kept apart from {@link #random}, whose sequence must not depend on how long things take. */
    private final Random inMessages;

    Faults(Services services, Fleet fleet, Journal journal, Recoveries recoveries, long seed) {
        this.services = services;
        this.fleet = fleet;
        this.journal = journal;
        this.recoveries = recoveries;
        this.random = new Random(seed);
        this.inMessages = new Random(seed + 1);
    }

    /** Breaks one thing after the other for so long, and returns when all is mended. */
    void rage(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            breakOne(kind, random.nextInt(1000), 1 + random.nextInt(1000));
            // After some long enough for a recovery that nothing disturbs.
            Thread.sleep(random.nextInt(3) == 0 ? 1_000 + random.nextInt(4_000) : 8_000 + random.nextInt(8_000));
        }
        for (Thread one : underWay) one.join();
    }

    int malformedReports() {
        return malformedReports.get();
    }

    /**
     * @param which of those that it can happen to
     * @param length how long, in thousandths of the longest
     */
    private void breakOne(Kind kind, int which, int length) {
        Thread thread = Thread.ofPlatform().name(kind.name()).start(() -> {
            try {
                carryOut(kind, which, length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | ExecutionException e) {
                throw new IllegalStateException(kind + " could not be done", e);
            }
        });
        underWay.add(thread);
    }

    private void carryOut(Kind kind, int which, int length)
            throws InterruptedException, IOException, ExecutionException {
        switch (kind) {
            case WORKER_KILLED, TRAINING_KILLED, WORKER_PAUSED, WORKER_RESTARTED ->
                member(kind, worker(kind, which), length);
            case TRACKER_KILLED, TRACKER_PAUSED, TRACKER_RESTARTED ->
                member(kind, fleet.trackers().get(which % fleet.trackers().size()), length);
            case DATABASE_CUT -> cut(kind, services.toDatabase(), length);
            case TRACKERS_CUT -> cut(kind, fleet.toTrackers(), length);
            case BROKER_RESTARTED -> {
                journal.note(kind, "");
                services.restartBroker(part(LONGEST_CUT_SECONDS, length));
            }
            case MESSAGES_REPEATED -> {
                journal.note(kind, "");
                Messages.repeat(services.kafka(), inMessages);
            }
            case MESSAGES_MALFORMED -> {
                journal.note(kind, "");
                malformedReports.addAndGet(Messages.malform(services.kafka()));
            }
        }
    }

    private void member(Kind kind, Member member, int length) throws InterruptedException, IOException {
        if (!member.tryBreak()) return;
        try {
            switch (kind) {
                case WORKER_KILLED -> killWorker(member, length);
                case TRACKER_KILLED -> killTracker(member, length);
                case WORKER_PAUSED, TRACKER_PAUSED -> {
                    journal.note(kind, member.name());
                    member.pause();
                    Thread.sleep(part(LONGEST_PAUSE_SECONDS, length));
                    member.resume();
                }
                case WORKER_RESTARTED, TRACKER_RESTARTED -> {
                    journal.note(kind, member.name());
                    member.stop();
                    member.start();
                }
                case TRAINING_KILLED -> {
                    journal.note(kind, member.name());
                    member.killChildren();
                }
                case DATABASE_CUT, TRACKERS_CUT, BROKER_RESTARTED, MESSAGES_REPEATED, MESSAGES_MALFORMED ->
                    throw new IllegalArgumentException(kind + " happens to no member");
            }
        } finally {
            member.mended();
        }
    }

    /** One that trains, if there is one: what becomes of its run is what counts. */
    private Member worker(Kind kind, int which) {
        int count = fleet.workers().size();
        List<Member> inOrder = IntStream.range(0, count)
                .mapToObj(i -> fleet.workers().get((which + i) % count))
                .toList();
        return inOrder.stream()
                .filter(worker -> kind == Kind.WORKER_KILLED
                        && !recoveries.trainedBy(worker.name()).isEmpty())
                .findFirst()
                .orElse(inOrder.getFirst());
    }

    private void killWorker(Member worker, int length) throws InterruptedException, IOException {
        List<Recoveries.Trained> trained = recoveries.trainedBy(worker.name());
        journal.note(Kind.WORKER_KILLED, worker.name());
        worker.kill();
        trained.forEach(recoveries::awaitTraining);
        // While it is away somebody else must train.
        Thread.sleep(part(LONGEST_ABSENCE_SECONDS, length).plusSeconds(trained.isEmpty() ? 0 : 12));
        worker.start();
    }

    private void killTracker(Member tracker, int length) throws InterruptedException, IOException {
        String leader = recoveries.leader();
        journal.note(Kind.TRACKER_KILLED, tracker.name());
        tracker.kill();
        int other = (fleet.trackers().indexOf(tracker) + 1) % fleet.trackers().size();
        recoveries.awaitEvents(fleet.urls().get(other));
        recoveries.awaitAnotherLeaderIfKilled(leader);
        Thread.sleep(part(LONGEST_ABSENCE_SECONDS, length));
        tracker.start();
    }

    private static void cut(LossyProxy way, int length) throws InterruptedException {
        way.cut();
        Thread.sleep(part(LONGEST_CUT_SECONDS, length));
        way.mend();
    }

    private void cut(Kind kind, LossyProxy way, int length) throws InterruptedException {
        journal.note(kind, "");
        cut(way, length);
    }

    private static Duration part(int longestSeconds, int length) {
        return Duration.ofMillis((long) longestSeconds * length);
    }
}
