package io.trainyard.contract;

/** What the researcher wants the run to be computed on. */
public enum Device {
    /** The worker chooses the fastest that it has. */
    AUTO,
    /** ND4J's operations: the reference that the others are checked against. */
    ND4J,
    /** oneDNN's primitives on the CPU. */
    ONEDNN,
    /** Kernels of the Java Vector API, for small networks. */
    VECTOR
}
