package io.trainyard.engine.cpu;

/** How many threads the operator wants a network to use. */
public final class Threads {
    private Threads() {}

    /**
     * What {@code OMP_NUM_THREADS} says, by default one: small networks gain little from more, and two threads that share a
     * core with somebody else are many times slower than one.
     */
    public static int wanted() {
        try {
            return Math.max(1, Integer.parseInt(System.getenv().getOrDefault("OMP_NUM_THREADS", "1")));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
