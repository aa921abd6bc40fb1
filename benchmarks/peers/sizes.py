"""Writes the output sizes of PyTorch's windows as JSON, one side of an image at a time: python sizes.py > pytorch-sizes.json

Each case is [side, size, stride, padding, dilation, outputs]; outputs is 0 where PyTorch refuses.
"""
import itertools
import json

import torch
from torch import nn


def outputs(layer, side):
    try:
        return layer(torch.zeros(1, 1, side, 1)).shape[2]
    except RuntimeError:
        return 0


def cases(sides, sizes, strides, paddings, dilations, layer):
    found = []
    for side, size, stride, padding, dilation in itertools.product(sides, sizes, strides, paddings, dilations):
        found.append([side, size, stride, padding, dilation, outputs(layer(size, stride, padding, dilation), side)])
    return found


def pooling(kind, ceil):
    return lambda size, stride, padding, _: kind((size, 1), (stride, 1), (padding, 0), ceil_mode=ceil)


def convolution(size, stride, padding, dilation):
    return nn.Conv2d(1, 1, (size, 1), (stride, 1), (padding, 0), (dilation, 1))


SIDES, SIZES, STRIDES = range(1, 9), range(1, 6), range(1, 5)
tables = {
    "convolution": cases(SIDES, SIZES, STRIDES, range(0, 3), (1, 2), convolution),
    "max-pooling": cases(SIDES, SIZES, STRIDES, range(0, 3), (1,), pooling(nn.MaxPool2d, False)),
    "max-pooling rounded up": cases(SIDES, SIZES, STRIDES, range(0, 3), (1,), pooling(nn.MaxPool2d, True)),
    "average-pooling": cases(SIDES, SIZES, STRIDES, range(0, 3), (1,), pooling(nn.AvgPool2d, False)),
    "average-pooling rounded up": cases(SIDES, SIZES, STRIDES, range(0, 3), (1,), pooling(nn.AvgPool2d, True)),
}
print("{")
print(",\n".join(f"  {json.dumps(name)}: {json.dumps(rows, separators=(',', ':'))}" for name, rows in tables.items()))
print("}")
