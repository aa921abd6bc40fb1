package io.trainyard.engine.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer's weights and biases and the gradients by them, for ND4J and for Java: views of the network's flat arrays. */
record Tensors(
        INDArray weights,
        INDArray biases,
        INDArray weightGradient,
        INDArray biasGradient,
        HostView hostWeightGradient,
        HostView hostBiasGradient) {}
