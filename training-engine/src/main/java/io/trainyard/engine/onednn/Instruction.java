package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.List;
import java.util.Optional;

/** Something that is done in every run of a tape. */
interface Instruction {
    /** What it reads or writes. */
    List<Tensor> tensors();

    /** Tensors of which the second may be written over the first, if nothing else reads that any more. */
    default Optional<Replacement> replacement() {
        return Optional.empty();
    }

    /** See {@link #replacement}. */
    record Replacement(Tensor old, Tensor replacing) {}

    /** Once, after the tensors have got their memory. */
    default void prepare(Memories memories) {}

    void run(Batch batch, StepSettings settings);

    /** For people who look for what a step does, such as {@code reorder}. */
    String name();
}
