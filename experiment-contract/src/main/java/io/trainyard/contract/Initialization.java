package io.trainyard.contract;

/** How weights start; fan-in and fan-out count a unit's inputs and outputs. */
public enum Initialization {
    /** Weights and biases uniform in ±1/√fan-in, as PyTorch's layers start by default. */
    PYTORCH,
    /** Weights normal with variance 2/fan-in, biases zero (He et al. 2015). */
    HE,
    /** Weights uniform in ±√(6/(fan-in + fan-out)), biases zero (Glorot, Bengio 2010). */
    XAVIER
}
