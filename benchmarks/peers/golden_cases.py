"""What the golden files are about: one small network for each kind of layer, loss and optimizer, and for each family of networks.

`mini` makes a family small: every width is divided, the classifier stays.
"""
import inception
import networks
import residual
from layers import (ADAPTIVE_POOL, ADD, AUXILIARY, AVERAGE_POOL, BATCH_NORM, CONCAT, CONV, DENSE, DROPOUT, FLATTEN, GELU,
                    GLOBAL_POOL, LEAKY_RELU, LRN, MAX_POOL, PADDING, RELU, SIGMOID, SILU, TANH)

CLASSES = 3
SGD = {"type": "sgd", "learningRate": 0.05, "momentum": 0.9}
CROSS_ENTROPY = {"type": "cross-entropy"}


def case(layers, shape, **changes):
    return {"layers": layers, "input": shape, "batch": 4, "targets": "classes", "loss": CROSS_ENTROPY, "optimizer": SGD,
            "steps": 3, **changes}


def mini(layers, divisor):
    """The same layers with narrower widths; the last dense layer gives the classes."""
    return [_narrow(layer, divisor) for layer in layers[:-1]] + [DENSE(CLASSES)]


def _narrow(layer, divisor):
    layer = dict(layer)
    for width in {"filters", "units", "channels"} & layer.keys():
        layer[width] = max(2, layer[width] // divisor)
    if layer["type"] == "dropout":
        layer["rate"] = 0  # which values are dropped cannot be the same everywhere
    if "branches" in layer:
        layer["branches"] = [[_narrow(inner, divisor) for inner in branch] for branch in layer["branches"]]
    if "layers" in layer:
        layer["layers"] = mini(layer["layers"], divisor)
    return layer


def between(*layers, flatten=True):
    """The layers between a convolution and the classifier."""
    return [CONV(4, 3), *layers, *([FLATTEN()] if flatten else []), DENSE(CLASSES)]


IMAGE = (2, 7, 9)

LAYERS = {
    "dense": case([FLATTEN(), DENSE(5), TANH(), DENSE(4, bias=False), RELU(), DENSE(CLASSES)], (2, 3, 4)),
    "convolution": case([CONV(5, 3), RELU(), CONV(3, [1, 3], 2, [0, 1], bias=False), FLATTEN(), DENSE(CLASSES)], IMAGE),
    "convolution-strided": case([CONV(4, [3, 2], [2, 1], [1, 0]), RELU(), CONV(4, 5, 2, 2), FLATTEN(), DENSE(CLASSES)], IMAGE),
    "convolution-dilated": case([CONV(4, 3, padding=2, dilation=2), RELU(), CONV(3, 2, 1, 1, 3), FLATTEN(), DENSE(CLASSES)], IMAGE),
    "convolution-grouped": case([CONV(6, 3, groups=2), RELU(), CONV(6, 3, padding=1, groups=6), RELU(),
                                 CONV(4, 1, groups=2, bias=False), FLATTEN(), DENSE(CLASSES)], IMAGE),
    "max-pooling": case(between(MAX_POOL(2)), IMAGE),
    "max-pooling-overlapping": case(between(MAX_POOL(3, 2, 1, True), MAX_POOL([2, 3], 1, [1, 1])), IMAGE),
    "average-pooling": case(between(AVERAGE_POOL([2, 3])), IMAGE),
    "average-pooling-overlapping": case(between(AVERAGE_POOL(3, 2, 1), AVERAGE_POOL(2, 1)), IMAGE),
    "average-pooling-rounded-up": case(between(AVERAGE_POOL(2, 2, 0, True), AVERAGE_POOL(3, 2, 1, True)), IMAGE),
    "adaptive-average-pooling": case(between(ADAPTIVE_POOL([2, 3])), IMAGE),
    "adaptive-average-pooling-wide": case(between(ADAPTIVE_POOL([7, 9])), IMAGE),
    "global-average-pooling": case(between(RELU(), GLOBAL_POOL(), flatten=False), IMAGE),
    "batch-normalization": case(between(BATCH_NORM(), RELU(), CONV(4, 3, bias=False), BATCH_NORM(0.3, 0.01)), IMAGE),
    "batch-normalization-dense": case([FLATTEN(), DENSE(6, bias=False), BATCH_NORM(), RELU(), DENSE(CLASSES)], (1, 4, 4), batch=6),
    "local-response-normalization": case(
        [CONV(8, 3), LRN(5, 0.5, 0.75, 2), RELU(), LRN(3, 1, 0.5, 1), FLATTEN(), DENSE(CLASSES)], IMAGE),
    "relu": case(between(RELU()), IMAGE),
    "leaky-relu": case(between(LEAKY_RELU(0.2)), IMAGE),
    "gelu": case(between(GELU()), IMAGE),
    "silu": case(between(SILU()), IMAGE),
    "tanh": case(between(TANH()), IMAGE),
    "sigmoid": case(between(SIGMOID()), IMAGE),
    "dropout": case(between(DROPOUT(0.5)), IMAGE, steps=0),
    "padding": case(between(PADDING(1, 2), CONV(3, 3), PADDING(pixels=1), MAX_POOL(2)), IMAGE),
    "concat": case(between(CONCAT([CONV(3, 1)], [], [CONV(2, 3, padding=1), RELU(), CONV(3, 1)]), RELU()), IMAGE),
    "concat-nested": case(between(CONCAT([CONV(2, 1), CONCAT([CONV(2, [1, 3], padding=[0, 1])], [CONV(3, [3, 1], padding=[1, 0])])],
                                         [MAX_POOL(3, 1, 1)]), RELU()), IMAGE),
    "add": case(between(ADD([CONV(4, 3, padding=1), RELU(), CONV(4, 1)], []), RELU()), IMAGE),
    "add-projection": case(between(ADD([CONV(6, 3, 2, 1)], [CONV(6, 1, 2, bias=False)], [MAX_POOL(1, 2), PADDING(1)])), IMAGE),
    "auxiliary-classifier": case(
        between(RELU(), AUXILIARY(0.4, [GLOBAL_POOL(), DENSE(4), RELU(), DENSE(CLASSES)]), CONV(4, 3), RELU(),
                AUXILIARY(0.2, [FLATTEN(), DENSE(CLASSES)]), AVERAGE_POOL(2)), IMAGE),
}

SMALL = [CONV(3, 3), RELU(), MAX_POOL(2), FLATTEN(), DENSE(CLASSES)]


def small(**changes):
    return case(SMALL, IMAGE, **changes)


def optimizer(**fields):
    return small(optimizer=fields)


TRAINING = {
    "loss-label-smoothing": small(loss={"type": "cross-entropy", "labelSmoothing": 0.1}),
    "loss-squared-error": small(loss={"type": "mean-squared-error"}),
    "loss-absolute-error": small(loss={"type": "mean-absolute-error"}),
    "loss-squared-error-of-numbers": small(loss={"type": "mean-squared-error"}, targets="numbers"),
    "loss-absolute-error-of-numbers": small(loss={"type": "mean-absolute-error"}, targets="numbers"),
    "optimizer-sgd": optimizer(type="sgd", learningRate=0.1),
    "optimizer-heavy-ball": optimizer(type="sgd", learningRate=0.05, momentum=0.9, weightDecay=0.01),
    "optimizer-nesterov": optimizer(type="sgd", learningRate=0.05, momentum=0.8, nesterov=True, weightDecay=0.01),
    "optimizer-adam": optimizer(type="adam", learningRate=0.01),
    "optimizer-adam-decayed": optimizer(type="adam", learningRate=0.01, beta1=0.8, beta2=0.99, epsilon=1e-3, weightDecay=0.1),
    "optimizer-adamw": optimizer(type="adamw", learningRate=0.01, weightDecay=0.1),
    "optimizer-rmsprop": optimizer(type="rmsprop", learningRate=0.01),
    "optimizer-rmsprop-momentum": optimizer(
        type="rmsprop", learningRate=0.01, alpha=0.9, momentum=0.7, epsilon=1e-3, weightDecay=0.01),
    "gradient-clipping": small(gradientClipping=0.25),
    "gradient-clipping-adam": small(gradientClipping=0.25, optimizer={"type": "adam", "learningRate": 0.01}),
    "gradient-clipping-not-reached": small(gradientClipping=1000),
    "batch-of-one": small(batch=1),
    "averaged-weights": small(averagingDecay=0.75),
    "averaged-weights-normalized": case([CONV(4, 3, bias=False), BATCH_NORM(), RELU(), FLATTEN(), DENSE(CLASSES)], IMAGE, averagingDecay=0.6),
}

SLOW = {"type": "sgd", "learningRate": 0.01, "momentum": 0.9}


def family(layers, divisor, shape, **changes):
    return case(mini(layers, divisor), shape, **{"batch": 2, "optimizer": SLOW, **changes})


def parts(layers, *indexes):
    return [layers[index] for index in indexes]


RESNET = residual.cifar(18)(10)
BOTTLENECKS = residual.imagenet(50)(10)
THIN = residual.thin(20)(10)
GOOGLENET = inception.googlenet(auxiliary=True)(10)
GOOGLENET_CIFAR = inception.googlenet_cifar(10)
GOOGLENET_2014 = inception.googlenet_2014(10)
V2 = inception.v2(bias=False)(10)
V3 = inception.v3(auxiliary=False)(10)

FAMILIES = {
    "family-fc2layer": family(networks.fc2layer(10), 1, (1, 8, 8), batch=4),
    "family-small-cnn": family(networks.small_cnn(10), 2, (1, 20, 20)),
    "family-lenet5": family(networks.lenet5(10), 4, (1, 20, 20)),
    "family-tutorial-net": family(networks.tutorial_net(10), 3, (3, 20, 20)),
    "family-alexnet-small": family(networks.alexnet_small(10), 32, (3, 32, 32)),
    "family-alexnet": family(networks.alexnet(10), 32, (3, 63, 63)),
    "family-alexnet-two-towers": family(networks.alexnet_two_towers(10), 16, (3, 67, 67)),
    "family-zfnet": family(networks.zfnet_cifar(10), 32, (3, 20, 20)),
    "family-vgg11": family(networks.vgg_cifar(11, False)(10), 32, (3, 32, 32)),
    "family-vgg11-bn": family(networks.vgg_cifar(11, True)(10), 32, (3, 32, 32), batch=4),
    "family-resnet18": family(parts(RESNET, 0, 1, 2, 3, 4, 7, 8, 19, 20), 16, (3, 8, 8)),
    "family-resnet50": family(parts(BOTTLENECKS, 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 36, 37), 16, (3, 32, 32)),
    "family-resnet20": family(parts(THIN, 0, 1, 2, 3, 4, 9, 10, 21, 22), 4, (3, 12, 12)),
    "family-googlenet": family(parts(GOOGLENET, 0, 1, 2, 3, 10, 11, 15, 24, 26), 16, (3, 26, 26), batch=4),
    "family-googlenet-cifar": family(parts(GOOGLENET_CIFAR, 0, 1, 2, 3, 14, 15), 16, (3, 8, 8)),
    "family-googlenet-2014": family(parts(GOOGLENET_2014, 0, 1, 2, 3, 4, 5, 10, 18, 21, 23), 16, (3, 24, 24)),
    "family-inception-v2": family(parts(V2, 0, 1, 2, 11, 13, 20, 21, 22), 32, (3, 24, 24)),
    "family-inception-v3-start": family(parts(V3, 0, 1, 2, 17, 20, 28, 30), 32, (3, 23, 23)),
    "family-inception-v3-middle": family(parts(V3, 0, 1, 2, 21, 25, 28, 30), 32, (3, 23, 23)),
    "family-inception-v3-end": family(parts(V3, 0, 1, 2, 26, 28, 30), 32, (3, 15, 15)),
}

# Nothing here takes the greatest of some values: where rounding to bf16 changes which one it is, the gradient goes another way, and
# with ReLU and maximum pooling PyTorch's own autocast is off by 5e-2.
BF16 = {
    "bf16-network": case([CONV(16, 3, padding=1), TANH(), AVERAGE_POOL(2), CONV(32, 3), TANH(), FLATTEN(), DENSE(CLASSES)],
                         (3, 12, 12), batch=16, optimizer=SLOW, precision="bf16"),
}

def curve(layers, shape, **changes):
    """Long enough for what goes wrong by a little in each step to add up: four batches are learned by heart."""
    return case(layers, shape, **{"batch": 8, "batches": 4, "draw": 0, "steps": 50, "optimizer": SLOW, **changes})


ADAM = {"type": "adam", "learningRate": 0.002}

CURVES = {
    "fc2layer": curve(networks.fc2layer(10), (1, 8, 8), optimizer={**SLOW, "learningRate": 0.05}),
    "small-cnn": curve(mini(networks.small_cnn(10), 1), (1, 20, 20)),
    "tutorial-net": curve(mini(networks.tutorial_net(10), 2), (3, 20, 20), optimizer={**SLOW, "learningRate": 0.002}),
    "normalized": curve([CONV(8, 3, bias=False), BATCH_NORM(), TANH(), AVERAGE_POOL(2), CONV(12, 3, bias=False), BATCH_NORM(), GELU(),
                         FLATTEN(), DENSE(CLASSES)], (3, 12, 12)),
    "adam": curve([CONV(8, 3), SILU(), AVERAGE_POOL(2), CONV(12, 3), TANH(), FLATTEN(), DENSE(CLASSES)], (3, 12, 12), optimizer=ADAM),
}

CASES = {**LAYERS, **TRAINING, **FAMILIES, **BF16}
