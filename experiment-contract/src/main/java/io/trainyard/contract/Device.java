package io.trainyard.contract;

/** What the researcher wants the run to be computed on. */
public enum Device {
    /** The worker chooses the fastest that it has. */
    AUTO,
    /** ND4J's operations. */
    ND4J
}
