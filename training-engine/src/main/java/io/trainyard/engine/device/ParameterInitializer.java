package io.trainyard.engine.device;

import io.trainyard.contract.Initialization;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;

/** Draws the first parameters; a layer's are the same whatever the other layers are. */
public final class ParameterInitializer {
    private ParameterInitializer() {}

    public static float[] draw(ParameterLayout layout, Initialization initialization, long seed) {
        float[] parameters = new float[layout.size()];
        for (ParameterLayout.Block block : layout.blocks()) {
            RandomStream random = new RandomStream(seed, Purpose.INITIALIZATION, 0, block.layer());
            switch (initialization) {
                case PYTORCH ->
                    uniform(parameters, block, block.weights() + block.biases(), 1 / Math.sqrt(block.fanIn()), random);
                case HE -> normal(parameters, block, Math.sqrt(2.0 / block.fanIn()), random);
                case XAVIER ->
                    uniform(
                            parameters,
                            block,
                            block.weights(),
                            Math.sqrt(6.0 / (block.fanIn() + block.fanOut())),
                            random);
            }
        }
        return parameters;
    }

    private static void uniform(
            float[] parameters, ParameterLayout.Block block, int count, double limit, RandomStream random) {
        for (int i = 0; i < count; i++) parameters[block.offset() + i] = (float) random.nextDouble(-limit, limit);
    }

    private static void normal(float[] parameters, ParameterLayout.Block block, double deviation, RandomStream random) {
        for (int i = 0; i < block.weights(); i++)
            parameters[block.offset() + i] = (float) (random.nextGaussian() * deviation);
    }
}
