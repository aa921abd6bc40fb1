"""Writes the golden files beside it: what PyTorch computes for the networks of GoldenNetworks.java.

python golden.py  (PyTorch 2.13, CPU; all numbers in double precision)
"""
import math
import torch
from torch import nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


class Pad(nn.Module):
    def __init__(self, channels, pixels):
        super().__init__()
        self.sides = (pixels,) * 4 + (channels,) * 2

    def forward(self, x):
        return F.pad(x, self.sides)


class Join(nn.Module):
    def __init__(self, how, *branches):
        super().__init__()
        self.how = how
        self.branches = nn.ModuleList(nn.Sequential(*branch) for branch in branches)

    def forward(self, x):
        outputs = [branch(x) for branch in self.branches]
        return torch.cat(outputs, 1) if self.how == "concat" else sum(outputs)


class Auxiliary(nn.Module):
    def __init__(self, weight, *layers):
        super().__init__()
        self.weight = weight
        self.layers = nn.Sequential(*layers)
        self.scores = None

    def forward(self, x):
        self.scores = self.layers(x) if self.training else None
        return x


class Mean(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


def conv(inputs, filters, kernel, stride=1, padding=0, dilation=1, groups=1, bias=True):
    return nn.Conv2d(inputs, filters, kernel, stride, padding, dilation, groups, bias)


def inception(inputs):
    return Join(
        "concat",
        [conv(inputs, 2, 1), nn.ReLU()],
        [conv(inputs, 2, 1), nn.ReLU(), conv(2, 3, 3, padding=1), nn.ReLU()],
        [nn.MaxPool2d(3, 1, 1), conv(inputs, 1, 1), nn.ReLU()],
    )


NETWORKS = {
    "classic": ((2, 9, 8), lambda: nn.Sequential(
        conv(2, 4, (3, 2), (2, 1), (1, 0)),
        nn.LocalResponseNorm(3, 0.5, 0.75, 1),
        nn.ReLU(),
        nn.MaxPool2d(3, 2, 1, ceil_mode=True),
        conv(4, 6, 3, 1, 2, dilation=2, groups=2),
        nn.GELU(),
        nn.AvgPool2d(2, 2, 1, ceil_mode=True),
        nn.Flatten(),
        nn.Linear(36, 4),
        nn.Sigmoid(),
        nn.Linear(4, 3))),
    "residual": ((3, 6, 6), lambda: nn.Sequential(
        conv(3, 3, 3, padding=1, bias=False),
        nn.BatchNorm2d(3),
        nn.ReLU(),
        Join("add", [conv(3, 3, 3, padding=1, bias=False), nn.BatchNorm2d(3, momentum=0.3), nn.ReLU()], []),
        nn.LeakyReLU(0.2),
        Join("add",
             [conv(3, 4, 3, 2, 1, bias=False), nn.BatchNorm2d(4)],
             [conv(3, 4, 1, 2, bias=False), nn.BatchNorm2d(4)]),
        nn.ReLU(),
        Mean(),
        nn.Linear(4, 3))),
    "inception": ((2, 7, 7), lambda: nn.Sequential(
        Pad(1, 1),
        conv(4, 3, 3, 2, 1),
        nn.Tanh(),
        inception(3),
        Auxiliary(0.3, nn.AdaptiveAvgPool2d((2, 3)), nn.Flatten(), nn.Linear(36, 3)),
        inception(6),
        nn.AdaptiveAvgPool2d((3, 2)),
        nn.Flatten(),
        nn.Linear(36, 3))),
}
SIZE = 4


def flat(tensors):
    return torch.cat([tensor.detach().reshape(-1) for tensor in tensors])


def write(name, shape, build):
    model = build()
    with torch.no_grad():
        index = 0
        for parameter in model.parameters():
            numbers = torch.arange(index, index + parameter.numel())
            parameter.copy_((0.5 * torch.cos(0.61 * numbers + 0.2)).reshape(parameter.shape))
            index += parameter.numel()
    count = SIZE * math.prod(shape)
    x = torch.sin(0.37 * torch.arange(count)).reshape(SIZE, *shape)
    y = torch.arange(SIZE) % 3
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=0.01)
    first = None
    for _ in range(3):
        optimizer.zero_grad()
        loss = loss_of(model(x), y)
        for module in model.modules():
            if isinstance(module, Auxiliary):
                loss = loss + module.weight * loss_of(module.scores, y)
        loss.backward()
        if first is None:
            first = loss.detach().reshape(1), flat(p.grad for p in model.parameters())
        optimizer.step()
    model.eval()
    tracked = [b for n, b in model.named_buffers() if n.endswith(("mean", "var"))]
    lines = {
        "loss": first[0],
        "gradient": first[1],
        "parameters": flat(model.parameters()),
        "statistics": flat(tracked) if tracked else torch.empty(0),
        "scores": model(x).detach().reshape(-1),
    }
    with open(f"{name}.txt", "w") as file:
        for key, numbers in lines.items():
            file.write(" ".join([key] + [f"{number:.7g}" for number in numbers.tolist()]) + "\n")


for name, (shape, build) in NETWORKS.items():
    write(name, shape, build)
