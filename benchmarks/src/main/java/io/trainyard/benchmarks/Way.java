package io.trainyard.benchmarks;

/** How a question is answered: something that trains, on what was found to be fastest. */
interface Way extends AutoCloseable {
    /** For people, such as {@code oneDNN, 2 threads}. */
    String how();

    /** Trains for about so long, and measures. */
    Rate run(double seconds);

    @Override
    void close();
}
