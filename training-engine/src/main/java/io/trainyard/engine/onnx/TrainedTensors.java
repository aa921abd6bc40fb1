package io.trainyard.engine.onnx;

import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The values of a trained network's tensors, by name. */
public final class TrainedTensors {
    private final Map<String, float[]> values = new HashMap<>();

    /**
     * Cuts the flat arrays into tensors.
     *
     * @param parameters trained
     * @param statistics tracked
     */
    public TrainedTensors(ParameterLayout layout, float[] parameters, float[] statistics) {
        for (Tensor tensor : layout.trained()) values.put(tensor.name(), slice(parameters, tensor));
        for (Tensor tensor : layout.tracked()) values.put(tensor.name(), slice(statistics, tensor));
    }

    private static float[] slice(float[] array, Tensor tensor) {
        return Arrays.copyOfRange(array, tensor.offset(), tensor.end());
    }

    float[] values(String name) {
        float[] found = values.get(name);
        if (found == null) throw new IllegalArgumentException("there is no tensor " + name);
        return found;
    }
}
