package io.trainyard.engine.onednn;

/**
 * F(m, 3) in one dimension: m outputs of a filter with three weights from m + 2 products, y = Aᵀ·[(G·g) ⊙ (Bᵀ·d)]. With two
 * dimensions each transform goes over the rows and then over the columns (Winograd 1980; for networks Lavin, Gray 2016).
 *
 * <p>Each method transforms some lines of {@linkplain Lane lanes}. Its arguments are addresses and distances in bytes: from a number
 * to the next and from a line to the next, of what is read and of what is written.
 */
sealed interface MinimalFilter permits MinimalFilterOfTwo, MinimalFilterOfFour {
    /** Weights of the filter. */
    int TAPS = 3;

    /** Outputs at a time, m. */
    int outputs();

    /** Products for them, and inputs that they are made of. */
    default int products() {
        return outputs() + TAPS - 1;
    }

    /** Bᵀ·d: inputs to factors. */
    void input(long from, long step, long line, long to, long toStep, long toLine, int lines);

    /** Aᵀ·m: products to outputs. */
    void output(long from, long step, long line, long to, long toStep, long toLine, int lines);

    /** A·y: the gradient by outputs to that by products. */
    void outputGradient(long from, long step, long line, long to, long toStep, long toLine, int lines);

    /** G·g: weights to factors. */
    void weights(long from, long step, long line, long to, long toStep, long toLine, int lines);

    /** Gᵀ·u: the gradient by factors to that by weights. */
    void weightGradient(long from, long step, long line, long to, long toStep, long toLine, int lines);
}
