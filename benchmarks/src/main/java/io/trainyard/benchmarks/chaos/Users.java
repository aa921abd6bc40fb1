package io.trainyard.benchmarks.chaos;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who queue runs, lose patience with some and delete others. */
final class Users {
    /** So many runs differ in their weights; each is queued again and again. */
    static final int VARIANTS = 3;

    static final int EPOCHS = 30;

    /** One worker is left to go on for one that is killed. */
    private static final int AT_A_TIME = 2;

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Api api;
    private final Services services;
    private final Random random;
    /** All that were queued, with their variant. */
    private final Map<String, Integer> queued = new LinkedHashMap<>();

    private final Set<String> cancelled = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private volatile boolean gone;
    private volatile @Nullable RuntimeException failure;
    private @Nullable Thread thread;

    Users(Api api, Services services, long seed) {
        this.api = api;
        this.services = services;
        this.random = new Random(seed);
    }

    /** With one thread on one device, so that the weights are the same bits wherever it is trained. */
    static RunSpec variant(int variant) {
        return RunSpec.of(
                        "variant-" + variant,
                        new NetworkSpec.Preset("fc2layer"),
                        new DatasetSpec("synthetic-digits", 4_000, 500))
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                .device(Device.ND4J)
                .threads(1)
                .seed(variant)
                .epochs(EPOCHS)
                .build();
    }

    String queue(int variant, int times) throws InterruptedException {
        String id = api.queue(variant(variant), times);
        queued.put(id, variant);
        return id;
    }

    void come() {
        thread = Thread.ofPlatform().name("users").start(() -> {
            try {
                while (!gone) {
                    act();
                    Thread.sleep(LOOK);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure = e;
            }
        });
    }

    /** They come no more; what they have met that nobody should meet is thrown. */
    void leave() throws InterruptedException {
        gone = true;
        if (thread != null) thread.join();
        RuntimeException met = failure;
        if (met != null) throw met;
    }

    private void act() throws InterruptedException {
        List<String> unfinished = unfinished();
        if (unfinished.size() < AT_A_TIME) queue(random.nextInt(VARIANTS), 1 + random.nextInt(2));
        int chance = random.nextInt(100);
        if (chance == 0 && !unfinished.isEmpty()) {
            String run = unfinished.get(random.nextInt(unfinished.size()));
            cancelled.add(run);
            api.cancel(run);
        }
        if (chance == 1) {
            List<String> there = queued.keySet().stream()
                    .filter(run -> !deleted.contains(run))
                    .toList();
            if (there.isEmpty()) return;
            String run = there.get(random.nextInt(there.size()));
            deleted.add(run);
            api.delete(run);
        }
    }

    private List<String> unfinished() {
        return new ArrayList<>(services.rows("SELECT run_id FROM run WHERE status IN ('queued', 'running')").stream()
                .map(List::getFirst)
                .toList());
    }

    Map<String, Integer> queued() {
        return queued;
    }

    Set<String> cancelled() {
        return cancelled;
    }

    Set<String> deleted() {
        return deleted;
    }
}
