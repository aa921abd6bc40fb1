package io.trainyard.contract;

/** What training makes small. */
public enum Loss {
    /** Mean over the batch of −log softmax(scores)[label]: the negative log-likelihood of the labels. */
    CROSS_ENTROPY
}
