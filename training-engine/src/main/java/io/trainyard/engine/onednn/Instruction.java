package io.trainyard.engine.onednn;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.List;

/** Something that is done in every run of a tape. */
interface Instruction {
    /** What it reads or writes. */
    List<Tensor> tensors();

    /** Once, after the tensors have got their memory. */
    default void prepare(Memories memories) {}

    void run(Batch batch, StepSettings settings);

    /** For people who look for what a step does, such as {@code reorder}. */
    String name();
}
