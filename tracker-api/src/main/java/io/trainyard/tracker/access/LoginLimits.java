package io.trainyard.tracker.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How often somebody may guess: some tries at once, then one after each pause, for each address and for each name, whether or
 * not there is such a name. A try counts before it is known how it ends, so that many at a time are no way around, and is given
 * back when it ends well.
 */
public final class LoginLimits {
    private static final int TRIES_OF_ADDRESS = 20;
    private static final Duration PAUSE_OF_ADDRESS = Duration.ofSeconds(10);
    private static final int TRIES_OF_NAME = 10;
    private static final Duration PAUSE_OF_NAME = Duration.ofSeconds(30);
    private static final int MAX_KNOWN = 10_000;

    private final Buckets addresses;
    private final Buckets names;

    public LoginLimits(LongSupplier nanos) {
        this.addresses = new Buckets(TRIES_OF_ADDRESS, PAUSE_OF_ADDRESS.toNanos(), nanos);
        this.names = new Buckets(TRIES_OF_NAME, PAUSE_OF_NAME.toNanos(), nanos);
    }

    /** Takes a try, or returns after how many seconds there is one. */
    public synchronized OptionalLong take(String address, String name) {
        long wait = Math.max(addresses.wait(address), names.wait(name));
        if (wait > 0) return OptionalLong.of(Math.max(1, Duration.ofNanos(wait).toSeconds() + 1));
        addresses.take(address);
        names.take(name);
        return OptionalLong.empty();
    }

    public synchronized void giveBack(String address, String name) {
        addresses.giveBack(address);
        names.giveBack(name);
    }

    /** How many addresses and names are remembered. */
    synchronized int known() {
        return addresses.fullAt.size() + names.fullAt.size();
    }

    /** By key the time from which on all tries are there again; those that were used longest ago are forgotten first. */
    private static final class Buckets {
        private final int tries;
        private final long pause;
        private final LongSupplier nanos;
        private final Map<String, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MAX_KNOWN;
            }
        };

        Buckets(int tries, long pause, LongSupplier nanos) {
            this.tries = tries;
            this.pause = pause;
            this.nanos = nanos;
        }

        private long missing(String key) {
            Long full = fullAt.get(key);
            return full == null ? 0 : Math.max(0, full - nanos.getAsLong());
        }

        long wait(String key) {
            return Math.max(0, missing(key) - (tries - 1) * pause);
        }

        void take(String key) {
            fullAt.put(key, nanos.getAsLong() + missing(key) + pause);
        }

        void giveBack(String key) {
            fullAt.computeIfPresent(key, (same, full) -> full - pause);
        }
    }
}
