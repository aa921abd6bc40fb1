package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.StepSettings;
import java.util.Optional;

/**
 * y = γ·x̂ + β with x̂ = (x − μ)/√(σ² + ε) of each channel (Ioffe, Szegedy 2015). While training μ and σ² are the mean and
 * the variance of the m values that the batch has of the channel; the running ones follow at the end of a step.
 */
final class BatchNormalizationPass implements Pass {
    private final BatchNormalization spec;
    private final int batch;
    private final int channels;
    private final int plane;
    private final Values input;
    private final Values output;
    private final Values scale;
    private final Values shift;
    private final Values runningMean;
    private final Values runningVariance;
    private final Values batchMean;
    private final Values batchVariance;
    private final Optional<Values> scaleGradient;
    private final Optional<Values> shiftGradient;
    private final Optional<Values> inputGradient;
    private final Optional<Values> outputGradient;
    private final double[] means;
    private final double[] variances;

    BatchNormalizationPass(BatchNormalization spec, Site site) {
        this.spec = spec;
        batch = site.input().batch();
        channels = site.input().shape().channels();
        plane = site.input().plane();
        input = site.x();
        output = site.y();
        Tensors tensors = site.tensors();
        scaleGradient = tensors.findGradient(Role.SCALE).map(Storage::values);
        shiftGradient = tensors.findGradient(Role.SHIFT).map(Storage::values);
        scale = tensors.get(Role.SCALE).values();
        shift = tensors.get(Role.SHIFT).values();
        runningMean = tensors.get(Role.RUNNING_MEAN).values();
        runningVariance = tensors.get(Role.RUNNING_VARIANCE).values();
        batchMean = tensors.ofBatch(Role.RUNNING_MEAN).values();
        batchVariance = tensors.ofBatch(Role.RUNNING_VARIANCE).values();
        inputGradient = site.dx();
        outputGradient = site.dy();
        means = new double[channels];
        variances = new double[channels];
    }

    @Override
    public void forward() {
        for (int channel = 0; channel < channels; channel++)
            normalize(channel, runningMean.get(channel), runningVariance.get(channel));
    }

    @Override
    public void forwardTraining(StepSettings settings) {
        for (int channel = 0; channel < channels; channel++) {
            measure(channel);
            normalize(channel, means[channel], variances[channel]);
        }
    }

    /** The variance in a second pass, from the distances to the mean: small variances of large values stay exact. */
    private void measure(int channel) {
        double sum = 0;
        for (int example = 0; example < batch; example++) {
            long from = at(example, channel);
            for (int i = 0; i < plane; i++) sum += input.get(from + i);
        }
        double mean = sum / count();
        double squares = 0;
        for (int example = 0; example < batch; example++) {
            long from = at(example, channel);
            for (int i = 0; i < plane; i++) {
                double distance = input.get(from + i) - mean;
                squares += distance * distance;
            }
        }
        means[channel] = mean;
        variances[channel] = squares / count();
        batchMean.set(channel, mean);
        batchVariance.set(channel, variances[channel]);
    }

    private void normalize(int channel, double mean, double variance) {
        double factor = scale.get(channel) / Math.sqrt(variance + spec.epsilon());
        double added = shift.get(channel) - factor * mean;
        for (int example = 0; example < batch; example++) {
            long from = at(example, channel);
            for (int i = 0; i < plane; i++) output.set(from + i, input.get(from + i) * factor + added);
        }
    }

    /** dγ = Σ dy·x̂; dβ = Σ dy; dx = γ/√(σ² + ε)·(dy − dβ/m − x̂·dγ/m), because μ and σ² depend on x too. */
    @Override
    public void backward() {
        for (int channel = 0; channel < channels; channel++) backward(channel);
    }

    private void backward(int channel) {
        Values slopes = outputGradient.orElseThrow();
        double inverse = 1 / Math.sqrt(variances[channel] + spec.epsilon());
        double scaleSlope = 0;
        double shiftSlope = 0;
        for (int example = 0; example < batch; example++) {
            long from = at(example, channel);
            for (int i = 0; i < plane; i++) {
                double slope = slopes.get(from + i);
                scaleSlope += slope * (input.get(from + i) - means[channel]) * inverse;
                shiftSlope += slope;
            }
        }
        scaleGradient.orElseThrow().set(channel, scaleSlope);
        shiftGradient.orElseThrow().set(channel, shiftSlope);
        if (inputGradient.isEmpty()) return;
        double factor = scale.get(channel) * inverse;
        double perValue = scaleSlope / count() * inverse;
        double constant = shiftSlope / count();
        for (int example = 0; example < batch; example++) {
            long from = at(example, channel);
            for (int i = 0; i < plane; i++) {
                double own = slopes.get(from + i) - constant - (input.get(from + i) - means[channel]) * perValue;
                inputGradient.get().set(from + i, factor * own);
            }
        }
    }

    private double count() {
        return (double) batch * plane;
    }

    private long at(int example, int channel) {
        return ((long) example * channels + channel) * plane;
    }
}
