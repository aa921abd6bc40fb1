"""GoogLeNet and the Inception networks (Szegedy et al. 2014 and 2015; Ioffe, Szegedy 2015)."""
from layers import (ADAPTIVE_POOL, AUXILIARY, AVERAGE_POOL, BATCH_NORM, CONCAT, CONV, DENSE, DROPOUT, FLATTEN, GLOBAL_POOL, LRN,
                    MAX_POOL, RELU)

# GoogLeNet's modules: filters of the 1×1 branch, 3×3 reduction, 3×3, 5×5 reduction, 5×5, behind the pooling.
GOOGLENET = {
    "3a": (64, 96, 128, 16, 32, 32), "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64), "4b": (160, 112, 224, 24, 64, 64), "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64), "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128), "5b": (384, 192, 384, 48, 128, 128),
}


def _plain(filters, kernel, stride=1, padding=0):
    return [CONV(filters, kernel, stride, padding), RELU()]


def _normalized(bias, epsilon=None):
    return lambda filters, kernel, stride=1, padding=0: [
        CONV(filters, kernel, stride, padding, bias=bias), BATCH_NORM(epsilon=epsilon), RELU()]


def _module(conv, name, last, pool=MAX_POOL(3, 1, 1)):
    one, reduce3, three, reduce5, five, projection = GOOGLENET[name]
    return CONCAT(conv(one, 1), [*conv(reduce3, 1), *conv(three, 3, 1, 1)], [*conv(reduce5, 1), *last(five)],
                  [pool, *conv(projection, 1)])


def googlenet_cifar(classes):
    """As in kuangliu's collection for CIFAR-10: a 3×3 stem, and two 3×3 convolutions for each 5×5."""
    conv = _normalized(bias=True)
    module = lambda name: _module(conv, name, lambda filters: [*conv(filters, 3, 1, 1), *conv(filters, 3, 1, 1)])
    return [*conv(192, 3, 1, 1), module("3a"), module("3b"), MAX_POOL(3, 2, 1),
            *(module(name) for name in ("4a", "4b", "4c", "4d", "4e")), MAX_POOL(3, 2, 1), module("5a"), module("5b"),
            GLOBAL_POOL(), DENSE(classes)]


def googlenet(auxiliary):
    """As in torchvision: batch normalisation, no biases, and a 3×3 convolution where the paper has 5×5."""
    conv = _normalized(bias=False, epsilon=0.001)
    module = lambda name: _module(conv, name, lambda filters: conv(filters, 3, 1, 1))

    def classifier(classes):
        return [AUXILIARY(0.3, [ADAPTIVE_POOL(4), *conv(128, 1), FLATTEN(), DENSE(1024), RELU(), DROPOUT(0.7),
                                DENSE(classes)])] if auxiliary else []

    return lambda classes: [
        *conv(64, 7, 2, 3), MAX_POOL(3, 2, roundUp=True), *conv(64, 1), *conv(192, 3, 1, 1), MAX_POOL(3, 2, roundUp=True),
        module("3a"), module("3b"), MAX_POOL(3, 2, roundUp=True), module("4a"), *classifier(classes), module("4b"), module("4c"),
        module("4d"), *classifier(classes), module("4e"), MAX_POOL(2, 2, roundUp=True), module("5a"), module("5b"), GLOBAL_POOL(),
        DROPOUT(0.2), DENSE(classes)]


def googlenet_2014(classes):
    """As in the paper: true 5×5 convolutions, biases, local response normalisation."""
    module = lambda name: _module(_plain, name, lambda filters: _plain(filters, 5, 1, 2))
    return [*_plain(64, 7, 2, 3), MAX_POOL(3, 2, roundUp=True), LRN(), *_plain(64, 1), *_plain(192, 3, 1, 1), LRN(),
            MAX_POOL(3, 2, roundUp=True), module("3a"), module("3b"), MAX_POOL(3, 2, roundUp=True),
            *(module(name) for name in ("4a", "4b", "4c", "4d", "4e")), MAX_POOL(3, 2, roundUp=True), module("5a"), module("5b"),
            GLOBAL_POOL(), DROPOUT(0.4), DENSE(classes)]


def v2(bias):
    """BN-Inception; two 3×3 convolutions for each 5×5."""
    conv = _normalized(bias)

    def module(one, reduce3, three, reduce5, five, pool, projection):
        return CONCAT(conv(one, 1), [*conv(reduce3, 1), *conv(three, 3, 1, 1)],
                      [*conv(reduce5, 1), *conv(five, 3, 1, 1), *conv(five, 3, 1, 1)], [pool, *conv(projection, 1)])

    def reduction(reduce3, three, reduce5, five):
        return CONCAT([*conv(reduce3, 1), *conv(three, 3, 2, 1)],
                      [*conv(reduce5, 1), *conv(five, 3, 1, 1), *conv(five, 3, 2, 1)], [MAX_POOL(3, 2, 1)])

    average, largest = AVERAGE_POOL(3, 1, 1), MAX_POOL(3, 1, 1)
    return lambda classes: [
        *conv(64, 7, 2, 3), MAX_POOL(3, 2, 1), *conv(64, 1), *conv(192, 3, 1, 1), MAX_POOL(3, 2, 1),
        module(64, 64, 64, 64, 96, average, 32), module(64, 64, 96, 64, 96, average, 64), reduction(128, 160, 64, 96),
        module(224, 64, 96, 96, 128, average, 128), module(192, 96, 128, 96, 128, average, 128),
        module(160, 128, 160, 128, 160, average, 96), module(96, 128, 192, 160, 192, average, 96), reduction(128, 192, 192, 256),
        module(352, 192, 320, 160, 224, average, 128), module(352, 192, 320, 192, 224, largest, 128), GLOBAL_POOL(),
        DENSE(classes)]


def v3(auxiliary):
    """Inception v3 as in torchvision, for images of 299 pixels (at least 75)."""
    conv = _normalized(bias=False, epsilon=0.001)
    stem = [*conv(32, 3, 2), *conv(32, 3), *conv(64, 3, 1, 1), MAX_POOL(3, 2), *conv(80, 1), *conv(192, 3), MAX_POOL(3, 2)]
    return lambda classes: _v3(conv, stem, classes, auxiliary)


def v3_cifar(classes):
    """The same body behind a stem that keeps the size of small images."""
    conv = _normalized(bias=False, epsilon=0.001)
    stem = [*conv(32, 3, 1, 1), *conv(32, 3, 1, 1), *conv(64, 3, 1, 1), *conv(80, 1), *conv(192, 3)]
    return _v3(conv, stem, classes, False)


def _v3(conv, stem, classes, auxiliary):
    average = AVERAGE_POOL(3, 1, 1)

    def wide(filters):
        return conv(filters, [1, 7], 1, [0, 3])

    def tall(filters):
        return conv(filters, [7, 1], 1, [3, 0])

    def a(projection):
        return CONCAT(conv(64, 1), [*conv(48, 1), *conv(64, 5, 1, 2)], [*conv(64, 1), *conv(96, 3, 1, 1), *conv(96, 3, 1, 1)],
                      [average, *conv(projection, 1)])

    def c(narrow):
        return CONCAT(conv(192, 1), [*conv(narrow, 1), *wide(narrow), *tall(192)],
                      [*conv(narrow, 1), *tall(narrow), *wide(narrow), *tall(narrow), *wide(192)], [average, *conv(192, 1)])

    def e():
        split = CONCAT(conv(384, [1, 3], 1, [0, 1]), conv(384, [3, 1], 1, [1, 0]))
        return CONCAT(conv(320, 1), [*conv(384, 1), split], [*conv(448, 1), *conv(384, 3, 1, 1), split], [average, *conv(192, 1)])

    b = CONCAT(conv(384, 3, 2), [*conv(64, 1), *conv(96, 3, 1, 1), *conv(96, 3, 2)], [MAX_POOL(3, 2)])
    d = CONCAT([*conv(192, 1), *conv(320, 3, 2)], [*conv(192, 1), *wide(192), *tall(192), *conv(192, 3, 2)], [MAX_POOL(3, 2)])
    classifier = [AUXILIARY(0.4, [AVERAGE_POOL(5, 3), *conv(128, 1), *conv(768, 5), GLOBAL_POOL(), DENSE(classes)])]
    return [*stem, a(32), a(64), a(64), b, c(128), c(160), c(160), c(192), *(classifier if auxiliary else []), d, e(), e(),
            GLOBAL_POOL(), DROPOUT(0.5), DENSE(classes)]
