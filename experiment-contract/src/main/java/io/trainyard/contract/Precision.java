package io.trainyard.contract;

/** The number format of activations and weights. */
public enum Precision {
    FP32
}
