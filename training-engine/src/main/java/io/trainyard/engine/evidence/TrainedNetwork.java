package io.trainyard.engine.evidence;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.Optional;

/** A network on its device, and the images to look at it with. Used by the thread that trains it. */
public final class TrainedNetwork {
    private final Program program;
    private final TrainableNetwork device;
    private final TestImages images;
    private final ParameterLayout layout;

    public TrainedNetwork(Program program, TrainableNetwork device, TestImages images) {
        this.program = program;
        this.device = device;
        this.images = images;
        layout = ParameterLayout.of(program.network());
    }

    Network network() {
        return program.network();
    }

    ParameterLayout layout() {
        return layout;
    }

    int imageCount() {
        return images.count();
    }

    /** Images of the largest step. */
    int batchSize() {
        return program.batchSize();
    }

    /** A copy of the parameters that evaluation uses: averaged ones where there are any. */
    float[] parameters() {
        return device.read(evaluated());
    }

    /** As {@link #parameters()}, of one tensor. */
    float[] parameters(Tensor tensor) {
        return device.read(evaluated(), tensor);
    }

    float[] statistics() {
        return device.read(State.RUNNING_STATISTICS);
    }

    /** Of the last step. */
    float[] gradient(Tensor tensor) {
        return device.read(State.GRADIENT, tensor);
    }

    private State evaluated() {
        return device.length(State.AVERAGED_PARAMETERS) == 0 ? State.PARAMETERS : State.AVERAGED_PARAMETERS;
    }

    /** What it gives for the first images. */
    Outputs outputs(int count) {
        Outputs outputs = new Outputs(count, network().outputs());
        float[] ofBatch = new float[images.capacity() * network().outputs()];
        for (int first = 0; first < count; first += images.capacity()) {
            Batch batch = images.batch(first, Math.min(images.capacity(), count - first));
            device.evaluate(batch, ofBatch);
            outputs.put(first, batch, ofBatch);
        }
        return outputs;
    }

    /** What it would give with other parameters; it keeps its own. */
    Outputs outputsWith(float[] parameters, int count) {
        State evaluated = evaluated();
        float[] own = device.read(evaluated);
        try {
            device.write(evaluated, parameters);
            return outputs(count);
        } finally {
            device.write(evaluated, own);
        }
    }

    /**
     * Lets the network see images, for {@link #activation} to be asked afterwards.
     *
     * @param size at most a batch's; fewer where there are not as many images
     * @return the images as the network sees them
     */
    Batch look(int first, int size) {
        Batch batch = images.batch(first, Math.min(size, Math.min(images.capacity(), images.count() - first)));
        device.inspect(batch, new float[batch.size() * network().outputs()]);
        return batch;
    }

    /** A node's output for the images looked at, image after image; auxiliary classifiers have none. */
    Optional<float[]> activation(int node) {
        return device.activation(node);
    }
}
