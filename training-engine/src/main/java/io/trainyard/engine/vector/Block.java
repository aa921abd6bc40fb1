package io.trainyard.engine.vector;

/** A part of the network that runs as one, on the images of one thread: its forward and its backward pass. */
interface Block {
    Activation output();

    /** From the input's values to the output's. */
    void forward(Slice slice);

    /** From the gradient by the output to that by the parameters, which is overwritten, and to that by the input. */
    void backward(Slice slice);
}
