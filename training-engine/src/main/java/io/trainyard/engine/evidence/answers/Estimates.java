package io.trainyard.engine.evidence.answers;

/** Numbers that a network gives for images, and those that they should be, both in their own unit. */
public final class Estimates {
    private final float[] outputs;
    private final float[] targets;

    /**
     * Takes the numbers as training sees them.
     *
     * @param outputs one for each image
     * @param targets one for each image
     * @param scale that both were divided by
     */
    public Estimates(float[] outputs, float[] targets, double scale) {
        if (outputs.length != targets.length)
            throw new IllegalArgumentException(outputs.length + " outputs for " + targets.length + " targets");
        this.outputs = scaled(outputs, scale);
        this.targets = scaled(targets, scale);
    }

    private static float[] scaled(float[] values, double scale) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) scaled[i] = (float) (values[i] * scale);
        return scaled;
    }

    public int count() {
        return outputs.length;
    }

    public float output(int image) {
        return outputs[image];
    }

    public float target(int image) {
        return targets[image];
    }

    /** Output minus target. */
    public double error(int image) {
        return (double) outputs[image] - targets[image];
    }

    public double meanAbsoluteError() {
        double sum = 0;
        for (int image = 0; image < count(); image++) sum += Math.abs(error(image));
        return sum / count();
    }

    public double rootMeanSquaredError() {
        double sum = 0;
        for (int image = 0; image < count(); image++) sum += error(image) * error(image);
        return Math.sqrt(sum / count());
    }
}
