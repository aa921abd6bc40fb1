"""Residual networks (He et al. 2015): with a 3×3 stem for small images, with ImageNet's, and the thin ones for CIFAR-10."""
from layers import ADD, BATCH_NORM, CONV, DENSE, GLOBAL_POOL, MAX_POOL, PADDING, RELU

BLOCKS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
WIDTHS = (64, 128, 256, 512)
STEM = [CONV(64, 7, 2, 3, bias=False), BATCH_NORM(), RELU(), MAX_POOL(3, 2, 1)]
SMALL_STEM = [CONV(64, 3, padding=1, bias=False), BATCH_NORM(), RELU()]


def cifar(depth):
    return lambda classes: _network(SMALL_STEM, depth, classes)


def imagenet(depth):
    return lambda classes: _network(STEM, depth, classes)


def _network(stem, depth, classes):
    block = _basic if depth < 50 else _bottleneck
    layers = list(stem)
    channels = 64
    for stage, (width, count) in enumerate(zip(WIDTHS, BLOCKS[depth])):
        for index in range(count):
            stride = 2 if stage > 0 and index == 0 else 1
            main = block(width, stride)
            outputs = main[-2]["filters"]
            layers += [ADD(main, _projection(channels, outputs, stride)), RELU()]
            channels = outputs
    return [*layers, GLOBAL_POOL(), DENSE(classes)]


def _convolution(filters, kernel, stride=1):
    return [CONV(filters, kernel, stride, kernel // 2, bias=False), BATCH_NORM()]


def _basic(width, stride):
    return [*_convolution(width, 3, stride), RELU(), *_convolution(width, 3)]


def _bottleneck(width, stride):
    # The stride is in the three-by-three convolution, as in torchvision, not in the first as in the paper.
    return [*_convolution(width, 1), RELU(), *_convolution(width, 3, stride), RELU(), *_convolution(4 * width, 1)]


def _projection(channels, outputs, stride):
    return [] if stride == 1 and channels == outputs else _convolution(outputs, 1, stride)


def thin(depth):
    """6n+2 layers of 16, 32 and 64 filters; shortcuts without parameters (option A): every second pixel, zeros as new channels."""
    return lambda classes: _thin((depth - 2) // 6, classes)


def _thin(count, classes):
    layers = [*_convolution(16, 3), RELU()]
    for width in (16, 32, 64):
        for index in range(count):
            halve = width > 16 and index == 0
            shortcut = [MAX_POOL(1, 2), PADDING(channels=width // 4)] if halve else []
            layers += [ADD(_basic(width, 2 if halve else 1), shortcut), RELU()]
    return [*layers, GLOBAL_POOL(), DENSE(classes)]
