"""Writes the golden files: what three training steps of small networks must give, computed by PyTorch.

`python golden.py FOLDER [CASE…]` writes one JSON file a case. Inputs are not stored; both sides compute them from a hash of a stream
and an index, see `uniform`. Expected values are computed in double precision. What rounding may do to them, `rounding.py` tells:

- The images are the first of a thousand draws with which no value comes near a kink of ReLU, of maximum pooling or of the absolute
  error. Rounding then moves a result by a little, and never takes a gradient another way.
- The tolerance is what rounding may do, and stands in the file. It comes from the case alone, and from no device or machine.
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
from rounding import BF16, SINGLE, Kinks, Rounding, margin

# Streams of numbers: tensor t of the parameters has stream t; step s has these.
IMAGES, LABELS, TARGETS, PROJECTIONS = 10_000, 20_000, 30_000, 40_000
DRAWS, STEPS_OF_A_DRAW = 1000, 10  # of images
PROJECTIONS_PER_TENSOR = 4
FULL = 80  # tensors of at most so many numbers are stored whole
SAMPLES = 8
# A distance is a share of the tensor's norm; of one whose norm is tiny beside the others' a share of the norm of all.
SHARE_OF_ALL = 0.03
# What storing a parameter in single precision may cost, as a share of it.
STORING = 1e-7
# As which a case is trained to learn what rounding does.
ROUNDINGS = 8
# Both in standard deviations of what rounding does.
MARGIN, TOLERANCE = 10, 4
# A case whose tolerance is larger measures nothing.
LARGEST = {"fp32": 5e-5, "bf16": 5e-2}


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


def seen(case, step):
    """Which batch a step trains on: each its own, or a few over and over."""
    return step % case.get("batches", step + 1)


def images(case, step, precision):
    shape = (case["batch"], *case["input"])
    stream = IMAGES + STEPS_OF_A_DRAW * case["draw"] + seen(case, step)
    return torch.tensor(symmetric(stream, int(np.prod(shape))).astype(np.float32), dtype=precision).reshape(shape)


def targets(case, step, outputs, precision):
    if case["targets"] == "classes":
        return torch.tensor((uniform(LABELS + seen(case, step), case["batch"]) * outputs).astype(np.int64))
    numbers = symmetric(TARGETS + seen(case, step), case["batch"] * outputs).astype(np.float32)
    return torch.tensor(numbers, dtype=precision).reshape(case["batch"], outputs)


def loss_of(case, scores, wanted, kinks=None):
    kind = case["loss"]["type"]
    if kind == "cross-entropy":
        return functional.cross_entropy(scores, wanted, label_smoothing=case["loss"].get("labelSmoothing", 0.0))
    if case["targets"] == "classes":
        scores, wanted = scores.softmax(1), functional.one_hot(wanted, scores.shape[1]).to(scores.dtype)
    if kind == "mean-squared-error":
        return functional.mse_loss(scores, wanted)
    if kinks:
        kinks.add(scores - wanted)
    return functional.l1_loss(scores, wanted)


def total_loss(case, model, scores, wanted, kinks=None):
    total = loss_of(case, scores, wanted, kinks)
    for module in model.modules():
        if isinstance(module, AuxiliaryClassifier):
            total = total + module.weight * loss_of(case, module.scores, wanted, kinks)
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


def train(case, precision, autocast=False, rounding=None):
    """The losses, the first gradient, the change of all parameters and of their averages, and the scores of an evaluation; and how
    far from a kink values were. With a `Rounding`, what they become when sums are rounded as it does."""
    model = build(case["layers"], case["input"])
    fill(model)
    model = model.to(precision)
    before = {name: tensor.detach().clone() for name, tensor in model.named_parameters()}
    optimizer = optimizer_of(case, model.parameters())
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(case["averagingDecay"])) if "averagingDecay" in case else None
    kinks = Kinks(model)
    for trained in [model, *([averaged.module] if averaged else [])] if rounding else []:
        rounding.attach(trained)
    outputs = case["layers"][-1]["units"]
    losses, gradient = [], {}
    for step in range(case["steps"]):
        optimizer.zero_grad()
        wanted = targets(case, step, outputs, precision)
        with torch.autocast("cpu", torch.bfloat16, autocast):
            loss = total_loss(case, model, model(images(case, step, precision)), wanted, kinks)
        loss.backward()
        if rounding:
            rounding.of_gradient(model)
        if step == 0:
            gradient = {name: tensor.grad.clone() for name, tensor in model.named_parameters()}
        if "gradientClipping" in case:
            torch.nn.utils.clip_grad_norm_(model.parameters(), case["gradientClipping"])
        optimizer.step()
        if rounding:
            rounding.of_parameters(model)
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
    return {"losses": losses, "scores": scores, "parts": parts, "distances": kinks.distances,
            "norms": {name: tensor.norm().item() for name, tensor in before.items()}}


def differences(exact, other):
    """How far everything is from what it is exactly, as a test measures it."""
    result = {}
    for step, (a, b) in enumerate(zip(exact["losses"], other["losses"])):
        result[f"loss of step {step}"] = abs(a - b) / abs(a)
    result["scores"] = ((exact["scores"] - other["scores"]).norm() / exact["scores"].norm()).item()
    for part, tensors_of_part in exact["parts"].items():
        whole = sum(tensor.norm().item() ** 2 for tensor in tensors_of_part.values()) ** 0.5
        for key, tensor in tensors_of_part.items():
            storing = STORING * exact["norms"][key] if part in ("change", "average") else 0
            distance = max(0, (tensor - other["parts"][part][key]).norm().item() - storing)
            result[f"{part} {key}"] = distance / max(tensor.norm().item(), SHARE_OF_ALL * whole, 1e-30)
    return result


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


def roundings(case, count):
    unit, sums = (BF16, False) if is_bf16(case) else (SINGLE, True)
    return [train(case, torch.float64, rounding=Rounding(seed, unit, sums)) for seed in range(count)]


def is_bf16(case):
    return case.get("precision") == "bf16"


def distance_from_kinks(exact, rounded):
    return margin(exact["distances"], [other["distances"] for other in rounded])


def worst(measured):
    return max(measured.items(), key=lambda item: item[1])


def settle(case):
    """The case with images that keep their margin, what it gives, and the tolerance, with what is told about both."""
    for draw in range(DRAWS):
        drawn = {**case, "draw": draw}
        exact = train(drawn, torch.float64)
        # One rounding tells of most draws that they will not do.
        if distance_from_kinks(exact, roundings(drawn, 1)) < MARGIN / 2:
            continue
        rounded = roundings(drawn, ROUNDINGS)
        kept = distance_from_kinks(exact, rounded)
        each = [differences(exact, other) for other in rounded]
        place, deviation = worst({key: sum(other[key] ** 2 for other in each) ** 0.5 / ROUNDINGS**0.5 for key in each[0]})
        tolerance = float(f"{TOLERANCE * deviation:.1e}")
        if kept >= MARGIN and tolerance <= LARGEST[case.get("precision", "fp32")]:
            return drawn, exact, tolerance, f"draw {draw:3}, {kept:8.1f} from kinks, tolerance {tolerance:.1e} ({place})"
    sys.exit(f"no draw of {DRAWS} keeps the values away from kinks and the tolerance small")


def check(exact, own, tolerance):
    """That PyTorch keeps to half of the tolerance in the case's own precision; tells how far off the worst is."""
    place, distance = worst(differences(exact, own))
    if distance > tolerance / 2:
        sys.exit(f"PyTorch's own {place} differs by {distance:.1e}, so the rounding is not understood")
    return f"PyTorch {distance:.1e} ({place})"


def main(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or CASES:
        print(f"{name:34}", end="", flush=True)
        case, exact, tolerance, settled = settle(CASES[name])
        own = check(exact, train(case, torch.float32, is_bf16(case)), tolerance)
        expected = {"losses": numbers(exact["losses"]), "scores": numbers(exact["scores"].flatten().tolist()),
                    **{part: tensors(values) for part, values in exact["parts"].items()}}
        content = text({**case, "tolerance": tolerance, "expected": expected}) + "\n"
        (folder / f"{name}.json").write_text(content)
        print(f"{settled}; {own}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Usage: python golden.py FOLDER [CASE…]")
    torch.set_num_threads(1)
    torch.backends.nnpack.set_flags(False)  # it complains on every machine that it does not know
    main(Path(sys.argv[1]), sys.argv[2:])
