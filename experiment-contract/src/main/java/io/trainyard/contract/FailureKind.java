package io.trainyard.contract;

/** Why a run failed, by who can mend it. */
public enum FailureKind {
    /** The data set is missing, damaged or does not fit: mend the data. */
    DATA,
    /** The worker cannot do what the specification wishes: change the specification or the worker. */
    CONFIGURATION,
    /** Training diverged: a number that is none, in a layer, epoch and step that the message names. Change the learning rate. */
    NUMERIC,
    /** Too little memory, found out before training or within it. Make the batch or the network smaller. */
    MEMORY,
    /** The worker's disk is full or its folders cannot be written: make room. */
    STORAGE,
    /** The run's workers fell silent again and again. */
    LOST,
    /** The run took the processes that trained it with it. */
    CRASH,
    /** It was trained elsewhere, and its own program says why it failed. */
    EXTERNAL,
    /** A defect of the program. */
    INTERNAL
}
