"""Writes the golden files: what three training steps of small networks must give, computed by PyTorch.

`python golden.py FOLDER` writes one JSON file a case. Inputs are not stored; both sides compute them from a hash of a stream and
an index, see `uniform`. Expected values are computed in double precision; that PyTorch comes close enough to them in the case's
own precision is checked for every case, so that a test can ask the same of others.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from golden_cases import CASES
from layers import AuxiliaryClassifier, build

# Streams of numbers: tensor t of the parameters has stream t; step s has these.
IMAGES, LABELS, TARGETS, PROJECTIONS = 10_000, 20_000, 30_000, 40_000
PROJECTIONS_PER_TENSOR = 4
FULL = 80  # tensors of at most so many numbers are stored whole
SAMPLES = 8
# Of a tensor's norm; one whose norm is tiny beside the others' is measured by a share of the norm of all.
TOLERANCES = {"fp32": 1e-5, "bf16": 2e-2}
# What of the tolerance PyTorch itself may use up: other orders of summation differ as much again; roundings to bf16 are what they are.
SHARES = {"fp32": 0.5, "bf16": 1}
SHARE_OF_ALL = 0.03
# What storing a parameter in single precision may cost, as a share of it.
ROUNDING = 1e-7


def mix(x):
    """A hash of 32 bits (Wellons, lowbias32)."""
    x = np.asarray(x, np.uint32)
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def uniform(stream, count):
    """Number i is the upper 24 bits of mix(mix(stream + 1) + i), over 2^24: from 0 to less than 1, exact in single precision."""
    with np.errstate(over="ignore"):
        bits = mix(mix(stream + 1) + np.arange(count, dtype=np.uint32))
    return (bits >> np.uint32(8)).astype(np.float64) / 2**24


def symmetric(stream, count):
    return 2 * uniform(stream, count) - 1


def initial_value(module, name, tensor, stream):
    """Weights spread by √(6/inputs), biases by 0.1, normalisation's factors and shifts by 0.2; rounded to single precision."""
    numbers = symmetric(stream, tensor.numel())
    if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
        numbers = numbers * 0.2 + (1 if name == "weight" else 0)
    elif name == "weight":
        numbers = numbers * np.sqrt(6 / tensor[0].numel())
    else:
        numbers = numbers * 0.1
    return torch.tensor(numbers.astype(np.float32)).reshape(tensor.shape)


def fill(model):
    tensors = [(module, name, tensor) for module in model.modules() for name, tensor in module.named_parameters(recurse=False)]
    with torch.no_grad():
        for stream, (module, name, tensor) in enumerate(tensors):
            tensor.copy_(initial_value(module, name, tensor, stream))


def images(case, step, precision):
    shape = (case["batch"], *case["input"])
    return torch.tensor(symmetric(IMAGES + step, int(np.prod(shape))).astype(np.float32), dtype=precision).reshape(shape)


def targets(case, step, outputs, precision):
    if case["targets"] == "classes":
        return torch.tensor((uniform(LABELS + step, case["batch"]) * outputs).astype(np.int64))
    numbers = symmetric(TARGETS + step, case["batch"] * outputs).astype(np.float32)
    return torch.tensor(numbers, dtype=precision).reshape(case["batch"], outputs)


def loss_of(case, scores, wanted):
    kind = case["loss"]["type"]
    if kind == "cross-entropy":
        return functional.cross_entropy(scores, wanted, label_smoothing=case["loss"].get("labelSmoothing", 0.0))
    if case["targets"] == "classes":
        scores, wanted = scores.softmax(1), functional.one_hot(wanted, scores.shape[1]).to(scores.dtype)
    return functional.mse_loss(scores, wanted) if kind == "mean-squared-error" else functional.l1_loss(scores, wanted)


def total_loss(case, model, scores, wanted):
    total = loss_of(case, scores, wanted)
    for module in model.modules():
        if isinstance(module, AuxiliaryClassifier):
            total = total + module.weight * loss_of(case, module.scores, wanted)
    return total


def optimizer_of(case, parameters):
    spec = dict(case["optimizer"])
    kind, rate, decay = spec.pop("type"), spec["learningRate"], spec.get("weightDecay", 0)
    if kind == "sgd":
        return torch.optim.SGD(parameters, rate, spec.get("momentum", 0), weight_decay=decay,
                               nesterov=spec.get("nesterov", False))
    if kind == "rmsprop":
        return torch.optim.RMSprop(parameters, rate, spec.get("alpha", 0.99), spec.get("epsilon", 1e-8), decay,
                                   spec.get("momentum", 0))
    variant = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[kind]
    betas = spec.get("beta1", 0.9), spec.get("beta2", 0.999)
    return variant(parameters, rate, betas, spec.get("epsilon", 1e-8), decay)


def train(case, precision, autocast=False):
    """The losses, the first gradient, the change of all parameters and of their averages, and the scores of an evaluation."""
    model = build(case["layers"], case["input"])
    fill(model)
    model = model.to(precision)
    before = {name: tensor.detach().clone() for name, tensor in model.named_parameters()}
    optimizer = optimizer_of(case, model.parameters())
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(case["averagingDecay"])) if "averagingDecay" in case else None
    outputs = case["layers"][-1]["units"]
    losses, gradient = [], {}
    for step in range(case["steps"]):
        optimizer.zero_grad()
        wanted = targets(case, step, outputs, precision)
        with torch.autocast("cpu", torch.bfloat16, autocast):
            loss = total_loss(case, model, model(images(case, step, precision)), wanted)
        loss.backward()
        if step == 0:
            gradient = {name: tensor.grad.clone() for name, tensor in model.named_parameters()}
        if "gradientClipping" in case:
            torch.nn.utils.clip_grad_norm_(model.parameters(), case["gradientClipping"])
        optimizer.step()
        if averaged:
            averaged.update_parameters(model)
        losses.append(loss.item())
    change = {name: tensor.detach() - before[name] for name, tensor in model.named_parameters()}
    statistics = {name: tensor for name, tensor in model.named_buffers() if name.split(".")[-1].startswith("running")}
    evaluated = averaged.module if averaged else model
    evaluated.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, autocast):
        scores = evaluated(images(case, case["steps"], precision)).to(precision)
    parts = {"gradient": gradient, "change": change, "statistics": statistics}
    if averaged:
        parts["average"] = {name: tensor.detach() - before[name] for name, tensor in averaged.module.named_parameters()}
    return {"losses": losses, "scores": scores, "parts": parts,
            "norms": {name: tensor.norm().item() for name, tensor in before.items()}}


def check(name, exact, own, precision):
    """That PyTorch comes close enough to everything in the case's own precision; tells how far off the worst is."""
    differences = {}
    for step, (a, b) in enumerate(zip(exact["losses"], own["losses"])):
        differences[f"loss of step {step}"] = abs(a - b) / abs(a)
    differences["scores"] = ((exact["scores"] - own["scores"]).norm() / exact["scores"].norm()).item()
    for part, tensors_of_part in exact["parts"].items():
        whole = sum(tensor.norm().item() ** 2 for tensor in tensors_of_part.values()) ** 0.5
        for key, tensor in tensors_of_part.items():
            rounding = ROUNDING * exact["norms"][key] if part in ("change", "average") else 0
            distance = max(0, (tensor - own["parts"][part][key]).norm().item() - rounding)
            differences[f"{part} {key}"] = distance / max(tensor.norm().item(), SHARE_OF_ALL * whole, 1e-30)
    worst = max(differences, key=differences.get)
    if differences[worst] > SHARES[precision] * TOLERANCES[precision]:
        sys.exit(f"{name}: {worst} differs by {differences[worst]:.1e} in {precision}, so the case is no measure")
    return f"{precision}: {differences[worst]:.1e} ({worst})"


def tensors(values):
    return {name: summary(tensor, index) for index, (name, tensor) in enumerate(values.items())}


def summary(tensor, index):
    """Small tensors whole; of larger ones the norm, products with random vectors and some numbers."""
    flat = tensor.double().flatten().numpy()
    if flat.size <= FULL:
        return numbers(flat)
    first = PROJECTIONS + PROJECTIONS_PER_TENSOR * index
    products = [flat @ symmetric(first + k, flat.size) for k in range(PROJECTIONS_PER_TENSOR)]
    samples = flat[[i * flat.size // SAMPLES for i in range(SAMPLES)]]
    return {"norm": float(f"{np.linalg.norm(flat):.9g}"), "products": numbers(products), "samples": numbers(samples)}


def numbers(values):
    return [float(f"{value:.9g}") for value in values]


def text(value, depth=0):
    """JSON with a line for each layer and each tensor."""
    if isinstance(value, dict) and any(isinstance(item, (dict, list)) for item in value.values()) and "norm" not in value:
        lines = [f"{json.dumps(key)}: {text(item, depth + 1)}" for key, item in value.items()]
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        lines = [json.dumps(item) for item in value]
    else:
        return json.dumps(value)
    margin = "  " * depth
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{margin}  " + f",\n{margin}  ".join(lines) + f"\n{margin}{closing}"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, case in CASES.items():
        exact = train(case, torch.float64)
        precision = case.get("precision", "fp32")
        worst = check(name, exact, train(case, torch.float32, precision == "bf16"), precision)
        expected = {"losses": numbers(exact["losses"]), "scores": numbers(exact["scores"].flatten().tolist()),
                    **{part: tensors(values) for part, values in exact["parts"].items()}}
        content = text({**case, "expected": expected}) + "\n"
        (folder / f"{name}.json").write_text(content)
        size += len(content)
        print(f"{name:36}{len(exact['parts']['change']):4} tensors{len(content):8,} bytes   {worst}")
    print(f"{len(CASES)} cases, {size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python golden.py FOLDER")
    torch.set_num_threads(1)
    torch.backends.nnpack.set_flags(False)  # it complains on every machine that it does not know
    main(Path(sys.argv[1]))
