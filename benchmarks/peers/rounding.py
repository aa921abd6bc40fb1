"""What rounding may do to a golden case: how far it moves each result, and how near a value comes to a kink.

Every device, processor and number of threads adds in an order of its own. `Rounding` stands for all of them: it trains in double
precision and adds to what a layer gives what the rounding of its sums may come to. A sum of n terms, taken one after the other,
is off by up to about unit · √n times the result's magnitude (Higham, "Accuracy and Stability of Numerical Algorithms", 2002, §4.2:
√n instead of n for errors that are independent); sums in blocks or trees are off by less.

A gradient jumps where ReLU or a leaky one is given 0, where two values share the maximum of a window, and where an absolute error is
0. `Kinks` collects how far values are from there.
"""
import torch
from torch import nn
from torch.nn import functional

SINGLE = 2**-24
BF16 = 2**-9


class _Noisy(torch.autograd.Function):
    """Adds noise to a value on the way forward, and to its gradient on the way back."""

    @staticmethod
    def forward(context, x, forward, backward):
        context.backward_noise = backward
        return forward(x)

    @staticmethod
    def backward(context, gradient):
        return context.backward_noise(gradient), None, None


class Rounding:
    """Attached to a model, rounds as some order of summation might; `seed` tells which. `sums` is false where only results are rounded."""

    def __init__(self, seed, unit=SINGLE, sums=True):
        self.generator = torch.Generator().manual_seed(seed)
        self.unit = unit
        self.sums = sums
        self.terms = {}

    def attach(self, model):
        for module in model.modules():
            if not list(module.children()):
                module.register_forward_pre_hook(self._before)
                module.register_forward_hook(self._after)

    def _before(self, module, inputs):
        return _Noisy.apply(inputs[0], torch.clone, lambda gradient: self._noisy(gradient, _terms_back(module, inputs[0])))

    def _after(self, module, inputs, output):
        for parameter in module.parameters(recurse=False):
            self.terms[parameter] = output.numel() // output.shape[1]
        return _Noisy.apply(output, lambda y: self._rounded(module, inputs[0], y), lambda gradient: gradient)

    def _rounded(self, module, x, y):
        if not (isinstance(module, nn.modules.batchnorm._BatchNorm) and module.training):
            return self._noisy(y, _terms(module, x))
        # The variance is a sum of numbers of one sign, over all images and pixels of a channel, and scales the channel as a whole.
        # The mean is off by no more than its largest value; taking it away costs more where it is large beside the deviation.
        of_channel = [dimension for dimension in range(x.dim()) if dimension != 1]
        terms = x.numel() // x.shape[1] if self.sums else 1
        scale = 1 + self.unit * terms**0.5 * torch.randn(y.mean(of_channel, keepdim=True).shape, generator=self.generator, dtype=y.dtype)
        steepness = module.weight.abs() / (x.var(of_channel, unbiased=False) + module.eps).sqrt()
        magnitude = x.square().mean(of_channel).sqrt() * steepness + module.bias.abs()
        noise = torch.randn(y.shape, generator=self.generator, dtype=y.dtype)
        return y * scale + self.unit * noise * magnitude.view_as(scale)

    def of_gradient(self, model):
        """The gradient by a parameter is a sum over all images and pixels."""
        for parameter in model.parameters():
            parameter.grad = self._noisy(parameter.grad, self.terms[parameter])

    @staticmethod
    def of_parameters(model):
        """They are stored in single precision."""
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.copy_(parameter.float())

    def _noisy(self, x, terms):
        noise = torch.randn(x.shape, generator=self.generator, dtype=x.dtype)
        if terms == 1 or not self.sums:
            return x + self.unit * x * noise
        return x + self.unit * terms**0.5 * x.square().mean().sqrt() * noise


def _terms(module, x):
    """How many numbers are added for one value that the layer gives."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        return module.weight[0].numel()
    if isinstance(module, nn.AvgPool2d):
        return module.kernel_size[0] * module.kernel_size[1]
    if isinstance(module, nn.AdaptiveAvgPool2d):
        return x.shape[2] * x.shape[3]
    return module.size if isinstance(module, nn.LocalResponseNorm) else 1


def _terms_back(module, x):
    """How many numbers are added for one value of the gradient by the layer's input."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        return module.weight.numel() // x.shape[1]
    if isinstance(module, nn.MaxPool2d):
        return module.kernel_size[0] * module.kernel_size[1]
    return _terms(module, x)


class Kinks:
    """Attached to a model, collects how far from a kink values are that have one, in the order in which they are computed."""

    def __init__(self, model):
        self.distances = []
        for module in model.modules():
            if isinstance(module, (nn.ReLU, nn.LeakyReLU)):
                module.register_forward_pre_hook(lambda relu, inputs: self._add_trained(relu, inputs[0]))
            elif isinstance(module, nn.MaxPool2d):
                module.register_forward_pre_hook(lambda pool, inputs: self._add_trained(pool, _leads(pool, inputs[0])))

    def _add_trained(self, module, distances):
        if module.training:
            self.add(distances)

    def add(self, distances):
        self.distances.append(distances.detach().clone())


def _leads(pool, x):
    """By how much the first value of a window leads the second. A tie is exact only between copies of one value or behind a ReLU
    that gave 0, and there every winner leads to the same gradient."""
    with torch.no_grad():
        wanted = functional.max_pool2d(x, pool.kernel_size, pool.stride, pool.padding, 1, pool.ceil_mode).shape
    # Room enough for windows that begin inside and end outside.
    sides = [side for k, p in reversed(list(zip(pool.kernel_size, pool.padding))) for side in (p, k + p)]
    windows = functional.pad(x.detach(), sides, value=-torch.inf)
    for dimension, size, stride in zip((2, 3), pool.kernel_size, pool.stride):
        windows = windows.unfold(dimension, size, stride)
    windows = windows[:, :, :wanted[2], :wanted[3]].flatten(4)
    if windows.shape[-1] == 1:
        return torch.full(wanted, torch.inf, dtype=x.dtype)
    first, second = windows.topk(2).values.unbind(-1)
    return first - second


def margin(exact, rounded):
    """The smallest distance from a kink, in standard deviations of what rounding does to the values of the same channel there."""
    smallest = torch.inf
    for place, distances in enumerate(exact):
        away = (distances != 0) & distances.isfinite()
        if not away.any():
            continue
        moved = torch.stack([other[place] - distances for other in rounded])
        moved[:, ~away] = 0
        deviation = _spread(moved, away)
        smallest = min(smallest, (distances.abs() / deviation)[away].min().item())
    return smallest


def _spread(moved, away):
    """The root mean square of what moved in each channel, where it may count, for each value."""
    other = [dimension for dimension in range(away.dim()) if dimension != 1]
    squares = moved.square().sum(0).sum(other, keepdim=True)
    return (squares / (moved.shape[0] * away.sum(other, keepdim=True)).clamp(min=1)).sqrt().clamp(min=1e-300)
