"""Networks from the contract's layer lists: what Trainyard describes as JSON, built as PyTorch modules.

A network is a list of layers, each a dict with its `type` and its fields, exactly as in a run's specification. The functions in
capitals write such dicts; `build` turns a list into a module whose parameters have the contract's names (`7.branches.0.2.weight`).
"""
import torch
from torch import nn


def _layer(kind, **fields):
    return {"type": kind, **{name: value for name, value in fields.items() if value is not None}}


def DENSE(units, bias=None):
    return _layer("dense", units=units, bias=bias)


def CONV(filters, kernel, stride=None, padding=None, dilation=None, groups=None, bias=None):
    return _layer("convolution", filters=filters, kernel=kernel, stride=stride, padding=padding, dilation=dilation,
                  groups=groups, bias=bias)


def MAX_POOL(size, stride=None, padding=None, roundUp=None):
    return _layer("max-pooling", size=size, stride=stride, padding=padding, roundUp=roundUp)


def AVERAGE_POOL(size, stride=None, padding=None, roundUp=None):
    return _layer("average-pooling", size=size, stride=stride, padding=padding, roundUp=roundUp)


def ADAPTIVE_POOL(size):
    return _layer("adaptive-average-pooling", size=size)


def GLOBAL_POOL():
    return _layer("global-average-pooling")


def BATCH_NORM(momentum=None, epsilon=None):
    return _layer("batch-normalization", momentum=momentum, epsilon=epsilon)


def LRN(size=None, alpha=None, beta=None, k=None):
    return _layer("local-response-normalization", size=size, alpha=alpha, beta=beta, k=k)


def RELU():
    return _layer("relu")


def LEAKY_RELU(slope=None):
    return _layer("leaky-relu", slope=slope)


def GELU():
    return _layer("gelu")


def SILU():
    return _layer("silu")


def TANH():
    return _layer("tanh")


def SIGMOID():
    return _layer("sigmoid")


def DROPOUT(rate):
    return _layer("dropout", rate=rate)


def FLATTEN():
    return _layer("flatten")


def PADDING(channels=None, pixels=None):
    return _layer("padding", channels=channels, pixels=pixels)


def CONCAT(*branches):
    return _layer("concat", branches=list(branches))


def ADD(*branches):
    return _layer("add", branches=list(branches))


def AUXILIARY(weight, layers):
    return _layer("auxiliary-classifier", weight=weight, layers=layers)


class Concat(nn.Module):
    def __init__(self, branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


class Add(nn.Module):
    def __init__(self, branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        total = self.branches[0](x)
        for branch in self.branches[1:]:
            total = total + branch(x)
        return total


class Padding(nn.Module):
    def __init__(self, channels, pixels):
        super().__init__()
        self.sides = [pixels] * 4 + [channels] * 2

    def forward(self, x):
        return nn.functional.pad(x, self.sides)


class BatchNormalization(nn.BatchNorm2d):
    """Of images or of vectors."""

    def _check_input_dim(self, x):
        if x.dim() not in (2, 4):
            raise ValueError(f"2 or 4 dimensions are wanted, but there are {x.dim()}")


class LazyBatchNormalization(nn.LazyBatchNorm2d):
    cls_to_become = BatchNormalization
    _check_input_dim = BatchNormalization._check_input_dim


class GlobalAveragePooling(nn.Module):
    def forward(self, x):
        return nn.functional.adaptive_avg_pool2d(x, 1).flatten(1)


class AuxiliaryClassifier(nn.Module):
    """Passes its input on; while training it keeps the scores of its layers for the loss."""

    def __init__(self, weight, layers):
        super().__init__()
        self.weight = weight
        self.layers = layers
        self.scores = None

    def forward(self, x):
        self.scores = self.layers(x) if self.training else None
        return x


def build(layers, shape, device="cpu"):
    """The module of a layer list for images of `shape` (channels, height, width); on "meta" it has shapes but no memory."""
    with torch.device("meta"):
        model = _sequence(layers)
        model(torch.zeros(2, *shape))
    if device != "meta":
        model = model.to_empty(device=device)
        for module in model.modules():
            if hasattr(module, "reset_parameters"):
                module.reset_parameters()
    return model


def _sequence(layers):
    # In place where the input is another layer's output: a branch's input may be needed by its siblings.
    return nn.Sequential(*(_module(layer, index > 0) for index, layer in enumerate(layers)))


def _module(layer, in_place):
    layer = dict(layer)
    kind = layer.pop("type")
    return MODULES[kind](layer, in_place)


def _convolution(fields, _):
    fields["kernel_size"] = _pair(fields.pop("kernel"))
    for name in ("stride", "padding"):
        if name in fields:
            fields[name] = _pair(fields[name])
    return nn.LazyConv2d(fields.pop("filters"), **fields)


def _pooling(module, fields):
    return module(_pair(fields["size"]), _pair(fields.get("stride", fields["size"])), _pair(fields.get("padding", 0)),
                  ceil_mode=fields.get("roundUp", False))


def _pair(extent):
    return tuple(extent) if isinstance(extent, list) else (extent, extent)


MODULES = {
    "dense": lambda fields, _: nn.LazyLinear(fields["units"], fields.get("bias", True)),
    "convolution": _convolution,
    "max-pooling": lambda fields, _: _pooling(nn.MaxPool2d, fields),
    "average-pooling": lambda fields, _: _pooling(nn.AvgPool2d, fields),
    "adaptive-average-pooling": lambda fields, _: nn.AdaptiveAvgPool2d(_pair(fields["size"])),
    "global-average-pooling": lambda fields, _: GlobalAveragePooling(),
    "batch-normalization": lambda fields, _: LazyBatchNormalization(fields.get("epsilon", 1e-5), fields.get("momentum", 0.1)),
    "local-response-normalization": lambda fields, _: nn.LocalResponseNorm(
        fields.get("size", 5), fields.get("alpha", 1e-4), fields.get("beta", 0.75), fields.get("k", 2.0)),
    "relu": lambda fields, in_place: nn.ReLU(in_place),
    "leaky-relu": lambda fields, in_place: nn.LeakyReLU(fields.get("slope", 0.01), in_place),
    "gelu": lambda fields, _: nn.GELU(),
    "silu": lambda fields, _: nn.SiLU(),
    "tanh": lambda fields, _: nn.Tanh(),
    "sigmoid": lambda fields, _: nn.Sigmoid(),
    "dropout": lambda fields, _: nn.Dropout(fields["rate"]),
    "flatten": lambda fields, _: nn.Flatten(),
    "padding": lambda fields, _: Padding(fields.get("channels", 0), fields.get("pixels", 0)),
    "concat": lambda fields, _: Concat([_sequence(branch) for branch in fields["branches"]]),
    "add": lambda fields, _: Add([_sequence(branch) for branch in fields["branches"]]),
    "auxiliary-classifier": lambda fields, _: AuxiliaryClassifier(fields["weight"], _sequence(fields["layers"])),
}


def parameter_count(layers, shape):
    return sum(tensor.numel() for tensor in build(layers, shape, "meta").parameters())
