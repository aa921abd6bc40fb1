package io.trainyard.contract;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.validation.Checks;
import java.util.List;

/** How a step follows from a gradient g of the parameters p, with learning rate η; all as in PyTorch. */
public sealed interface OptimizerSpec {
    /** The optimizers by name. */
    List<Kind<OptimizerSpec>> KINDS = List.of(
            Kind.of("sgd", Sgd.class),
            Kind.<OptimizerSpec>of("adam", Adam.class).fixing("decoupled", false),
            Kind.<OptimizerSpec>of("adamw", Adam.class)
                    .fixing("decoupled", true)
                    .defaulting("weightDecay", "0.01"),
            Kind.of("rmsprop", RmsProp.class));

    double learningRate();

    /** λ: how strongly parameters are pulled to zero. */
    double weightDecay();

    /**
     * Stochastic gradient descent with momentum: g ← g + λ·p; v ← μ·v + g; p ← p − η·v, or with Nesterov's momentum p ← p − η·(g
     * + μ·v) (Sutskever et al. 2013).
     */
    record Sgd(
            double learningRate,
            @Default("0") double momentum,
            @Default("false") boolean nesterov,
            @Default("0") double weightDecay)
            implements OptimizerSpec {
        public Sgd {
            checks(learningRate, weightDecay)
                    .within(momentum, 0, 1, "momentum")
                    .require(!nesterov || momentum > 0, "nesterov", "needs a momentum greater than 0")
                    .throwIfAny();
        }

        public Sgd(double learningRate, double momentum, double weightDecay) {
            this(learningRate, momentum, false, weightDecay);
        }
    }

    /**
     * m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; p ← p − η·m̂/(√v̂ + ε), with m̂ and v̂ freed of their bias to zero (Kingma,
     * Ba 2015).
     *
     * @param decoupled whether weights decay by themselves, p ← p − η·λ·p, as in AdamW (Loshchilov, Hutter 2019), and not by way
     *     of the gradient, g ← g + λ·p
     */
    record Adam(
            double learningRate,
            @Default("0.9") double beta1,
            @Default("0.999") double beta2,
            @Default("1e-8") double epsilon,
            @Default("0") double weightDecay,
            boolean decoupled)
            implements OptimizerSpec {
        public Adam {
            checks(learningRate, weightDecay)
                    .within(beta1, 0, 1, "beta1")
                    .within(beta2, 0, 1, "beta2")
                    .require(epsilon > 0 && epsilon <= 1, "epsilon", "must be greater than 0 and at most 1")
                    .throwIfAny();
        }
    }

    /**
     * v ← α·v + (1 − α)·g²; b ← μ·b + g/(√v + ε); p ← p − η·b, with g ← g + λ·p first (Tieleman, Hinton 2012).
     *
     * @param alpha α
     * @param momentum μ; 0 for none
     */
    record RmsProp(
            double learningRate,
            @Default("0.99") double alpha,
            @Default("0") double momentum,
            @Default("1e-8") double epsilon,
            @Default("0") double weightDecay)
            implements OptimizerSpec {
        public RmsProp {
            checks(learningRate, weightDecay)
                    .within(alpha, 0, 1, "alpha")
                    .within(momentum, 0, 1, "momentum")
                    .require(epsilon > 0 && epsilon <= 1, "epsilon", "must be greater than 0 and at most 1")
                    .throwIfAny();
        }
    }

    private static Checks checks(double learningRate, double weightDecay) {
        return new Checks()
                .require(
                        learningRate > 0 && learningRate <= 1000,
                        "learningRate",
                        "must be greater than 0 and at most 1000, but was " + learningRate)
                .within(weightDecay, 0, 1, "weightDecay");
    }
}
