"""The course's networks as layer lists, with the parameter counts that the literature and torchvision give for them.

`python networks.py` prints the table and fails on a mismatch; `python networks.py NAME` prints one network layer by layer.
"""
import sys

from torch import nn

import inception
import residual
from layers import (ADAPTIVE_POOL, AVERAGE_POOL, BATCH_NORM, CONV, DENSE, DROPOUT, FLATTEN, LRN, MAX_POOL, RELU, TANH, build,
                    parameter_count)


def fc2layer(classes):
    return [FLATTEN(), DENSE(8), RELU(), DENSE(8), RELU(), DENSE(classes)]


def small_cnn(classes):
    return [CONV(6, 5), RELU(), MAX_POOL(2), CONV(6, 5), RELU(), MAX_POOL(2), FLATTEN(), DENSE(50), RELU(), DENSE(classes)]


def tutorial_net(classes):
    return [CONV(6, 5), RELU(), MAX_POOL(2), CONV(16, 5), RELU(), MAX_POOL(2), FLATTEN(), DENSE(120), RELU(), DENSE(84), RELU(),
            DENSE(classes)]


def lenet5(classes):
    return [CONV(6, 5, padding=2), TANH(), AVERAGE_POOL(2), CONV(16, 5), TANH(), AVERAGE_POOL(2), FLATTEN(), DENSE(120), TANH(),
            DENSE(84), TANH(), DENSE(classes)]


def _hidden(units, dropout):
    return [DROPOUT(dropout), DENSE(units), RELU()]


def alexnet_small(classes):
    return [CONV(64, 11, 4, 5), RELU(), MAX_POOL(2), CONV(192, 5, padding=2), RELU(), MAX_POOL(2), *_alexnet_end(), MAX_POOL(2),
            FLATTEN(), DENSE(classes)]


def alexnet_cifar(classes):
    return [CONV(64, 3, 2, 1), RELU(), MAX_POOL(2), CONV(192, 3, padding=1), RELU(), MAX_POOL(2), *_alexnet_end(), MAX_POOL(2),
            FLATTEN(), *_hidden(4096, 0.5), *_hidden(4096, 0.5), DENSE(classes)]


def alexnet(classes):
    return [CONV(64, 11, 4, 2), RELU(), MAX_POOL(3, 2), CONV(192, 5, padding=2), RELU(), MAX_POOL(3, 2), *_alexnet_end(),
            MAX_POOL(3, 2), ADAPTIVE_POOL(6), FLATTEN(), *_hidden(4096, 0.5), *_hidden(4096, 0.5), DENSE(classes)]


def _alexnet_end():
    return [CONV(384, 3, padding=1), RELU(), CONV(256, 3, padding=1), RELU(), CONV(256, 3, padding=1), RELU()]


def alexnet_two_towers(classes):
    return [CONV(96, 11, 4, 2), RELU(), LRN(), MAX_POOL(3, 2), CONV(256, 5, padding=2, groups=2), RELU(), LRN(), MAX_POOL(3, 2),
            CONV(384, 3, padding=1), RELU(), CONV(384, 3, padding=1, groups=2), RELU(), CONV(256, 3, padding=1, groups=2), RELU(),
            MAX_POOL(3, 2), FLATTEN(), *_hidden(4096, 0.5), *_hidden(4096, 0.5), DENSE(classes)]


def zfnet_cifar(classes):
    return [CONV(96, 7, padding=3), RELU(), MAX_POOL(3, 2, 1), LRN(), CONV(256, 5, padding=2), RELU(), MAX_POOL(3, 2, 1), LRN(),
            *_zfnet_end(), MAX_POOL(3, 2, 1), FLATTEN(), *_hidden(1024, 0.5), *_hidden(1024, 0.5), DENSE(classes)]


def zfnet(classes):
    return [CONV(96, 7, 2, 1), RELU(), MAX_POOL(3, 2, 1), LRN(), CONV(256, 5, 2), RELU(), MAX_POOL(3, 2, 1), LRN(), *_zfnet_end(),
            MAX_POOL(3, 2), FLATTEN(), *_hidden(4096, 0.5), *_hidden(4096, 0.5), DENSE(classes)]


def _zfnet_end():
    return [CONV(384, 3, padding=1), RELU(), CONV(384, 3, padding=1), RELU(), CONV(256, 3, padding=1), RELU()]


VGG_DEPTHS = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}


def _vgg_features(depth, normalized):
    layers = []
    for filters, count in zip((64, 128, 256, 512, 512), VGG_DEPTHS[depth]):
        for _ in range(count):
            layers += [CONV(filters, 3, padding=1), *([BATCH_NORM()] if normalized else []), RELU()]
        layers.append(MAX_POOL(2))
    return layers


def vgg_cifar(depth, normalized):
    return lambda classes: [*_vgg_features(depth, normalized), FLATTEN(), DENSE(classes)]


def vgg(depth, normalized):
    return lambda classes: [*_vgg_features(depth, normalized), ADAPTIVE_POOL(7), FLATTEN(), DENSE(4096), RELU(), DROPOUT(0.5),
                            DENSE(4096), RELU(), DROPOUT(0.5), DENSE(classes)]


DIGIT, CIFAR, IMAGENET, LARGE = (1, 28, 28), (3, 32, 32), (3, 224, 224), (3, 299, 299)

# name, which is Trainyard's too: (layers of so many classes, shape of an image, classes, parameters)
NETWORKS = {
    "fc2layer": (fc2layer, DIGIT, 10, 6_442),
    "small-cnn": (small_cnn, DIGIT, 10, 6_422),
    "lenet5": (lenet5, DIGIT, 10, 61_706),
    "tutorial-net": (tutorial_net, CIFAR, 10, 62_006),
    "alexnet-small": (alexnet_small, CIFAR, 10, 2_472_266),
    "alexnet": (alexnet_cifar, CIFAR, 10, 23_272_266),
    "alexnet-imagenet": (alexnet, IMAGENET, 1000, 61_100_840),
    "alexnet-2012": (alexnet_two_towers, IMAGENET, 1000, 60_965_224),
    "zfnet": (zfnet_cifar, CIFAR, 10, 8_981_642),
    "zfnet-imagenet": (zfnet, IMAGENET, 1000, 62_357_608),
    "vgg11-bn": (vgg_cifar(11, True), CIFAR, 10, 9_231_114),
    "vgg13-bn": (vgg_cifar(13, True), CIFAR, 10, 9_416_010),
    "vgg16-bn": (vgg_cifar(16, True), CIFAR, 10, 14_728_266),
    "vgg19-bn": (vgg_cifar(19, True), CIFAR, 10, 20_040_522),
    "vgg11": (vgg_cifar(11, False), CIFAR, 10, 9_225_610),
    "vgg13": (vgg_cifar(13, False), CIFAR, 10, 9_410_122),
    "vgg16": (vgg_cifar(16, False), CIFAR, 10, 14_719_818),
    "vgg19": (vgg_cifar(19, False), CIFAR, 10, 20_029_514),
    "vgg11-imagenet": (vgg(11, False), IMAGENET, 1000, 132_863_336),
    "vgg13-imagenet": (vgg(13, False), IMAGENET, 1000, 133_047_848),
    "vgg16-imagenet": (vgg(16, False), IMAGENET, 1000, 138_357_544),
    "vgg19-imagenet": (vgg(19, False), IMAGENET, 1000, 143_667_240),
    "vgg11-bn-imagenet": (vgg(11, True), IMAGENET, 1000, 132_868_840),
    "vgg13-bn-imagenet": (vgg(13, True), IMAGENET, 1000, 133_053_736),
    "vgg16-bn-imagenet": (vgg(16, True), IMAGENET, 1000, 138_365_992),
    "vgg19-bn-imagenet": (vgg(19, True), IMAGENET, 1000, 143_678_248),
    "resnet18": (residual.cifar(18), CIFAR, 10, 11_173_962),
    "resnet34": (residual.cifar(34), CIFAR, 10, 21_282_122),
    "resnet50": (residual.cifar(50), CIFAR, 10, 23_520_842),
    "resnet101": (residual.cifar(101), CIFAR, 10, 42_512_970),
    "resnet152": (residual.cifar(152), CIFAR, 10, 58_156_618),
    "resnet18-imagenet": (residual.imagenet(18), IMAGENET, 1000, 11_689_512),
    "resnet34-imagenet": (residual.imagenet(34), IMAGENET, 1000, 21_797_672),
    "resnet50-imagenet": (residual.imagenet(50), IMAGENET, 1000, 25_557_032),
    "resnet101-imagenet": (residual.imagenet(101), IMAGENET, 1000, 44_549_160),
    "resnet152-imagenet": (residual.imagenet(152), IMAGENET, 1000, 60_192_808),
    "resnet20": (residual.thin(20), CIFAR, 10, 269_722),
    "resnet32": (residual.thin(32), CIFAR, 10, 464_154),
    "resnet44": (residual.thin(44), CIFAR, 10, 658_586),
    "resnet56": (residual.thin(56), CIFAR, 10, 853_018),
    "resnet110": (residual.thin(110), CIFAR, 10, 1_727_962),
    "googlenet": (inception.googlenet_cifar, CIFAR, 10, 6_166_250),
    "googlenet-imagenet": (inception.googlenet(auxiliary=False), IMAGENET, 1000, 6_624_904),
    "googlenet-imagenet-auxiliary": (inception.googlenet(auxiliary=True), IMAGENET, 1000, 13_004_888),
    "googlenet-2014": (inception.googlenet_2014, IMAGENET, 1000, 6_998_552),
    "inception-v2-imagenet-biased": (inception.v2(bias=True), IMAGENET, 1000, 11_204_936),
    "inception-v2-imagenet": (inception.v2(bias=False), IMAGENET, 1000, 11_194_984),
    "inception-v3-imagenet": (inception.v3(auxiliary=False), LARGE, 1000, 23_834_568),
    "inception-v3-imagenet-auxiliary": (inception.v3(auxiliary=True), LARGE, 1000, 27_161_264),
    "inception-v3": (inception.v3_cifar, CIFAR, 10, 21_806_058),
}


def layers_of(name):
    builder, shape, classes, _ = NETWORKS[name]
    return builder(classes), shape


def print_table():
    wrong = 0
    for name, (builder, shape, classes, expected) in NETWORKS.items():
        found = parameter_count(builder(classes), shape)
        wrong += found != expected
        verdict = "" if found == expected else f"  expected {expected:,}"
        print(f"{name:32}{'×'.join(map(str, shape)):>12}{classes:6}{found:13,}{verdict}")
    if wrong:
        sys.exit(f"{wrong} of {len(NETWORKS)} networks have another number of parameters than expected")


def print_structure(name):
    """One line a layer in the order of the forward pass: path, module, output, parameters."""
    import torch
    layers, shape = layers_of(name)
    model = build(layers, shape, "meta")
    containers = (nn.Sequential, nn.ModuleList)
    for path, module in model.named_modules():
        if path and not isinstance(module, containers):
            module.register_forward_hook(lambda m, _, output, path=path: print(
                f"  {path:32}{'×'.join(map(str, output.shape[1:])):>14}{_own_parameters(m):12,}  {_text(m)}"))
    print(f"{name}: {'×'.join(map(str, shape))}, {sum(p.numel() for p in model.parameters()):,} parameters")
    model(torch.zeros(2, *shape, device="meta"))


def _own_parameters(module):
    return sum(tensor.numel() for tensor in module.parameters(recurse=False))


def _text(module):
    own = module.__class__.__name__
    if hasattr(module, "branches"):
        return f"{own}({len(module.branches)} branches)"
    return own if list(module.children()) else str(module)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for wanted in sys.argv[1:]:
            print_structure(wanted)
    else:
        print_table()
