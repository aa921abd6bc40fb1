package io.trainyard.contract;

/** The number format that activations and weights are computed in. */
public enum Precision {
    /** 32 bits everywhere. */
    FP32,
    /** 16 bits with the exponent of 32 (bfloat16) for activations and weights; the optimizer keeps its own in 32. */
    BF16
}
