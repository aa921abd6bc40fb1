"""Writes what PyTorch's learning-rate schedulers give: `python schedules.py FILE`.

Each case has a schedule as Trainyard's specifications write it, the length of the run, and for each of its steps the learning rate
as a share of the greatest. A warm-up rises step by step; the schedule behind it sees only the epochs left.
"""
import json
import sys
from pathlib import Path

import torch
from torch.optim import lr_scheduler

WARMUP = "warmupEpochs"
FALLING = [2.0, 1.5, 1.4, 1.4, 1.41, 1.3999, 1.2, 1.25, 1.25, 1.3, 1.1, 1.1, 1.2, 1.3, 1.4]

CASES = {
    "step": ({"type": "step", "every": 3, "gamma": 0.5}, 10, 2),
    "cosine": ({"type": "cosine"}, 8, 3),
    "cosine-behind-warm-up": ({"type": "cosine", WARMUP: 2}, 9, 4),
    "step-behind-warm-up": ({"type": "step", "every": 2, "gamma": 0.1, WARMUP: 1}, 6, 5),
    "one-cycle": ({"type": "one-cycle"}, 4, 10),
    "one-cycle-steep": ({"type": "one-cycle", "rise": 0.45, "startDivisor": 10, "endDivisor": 100}, 5, 7),
    "plateau": ({"type": "plateau", "factor": 0.5, "patience": 1}, len(FALLING) + 1, 1),
    "plateau-bounded": ({"type": "plateau", "factor": 0.1, "patience": 0, "threshold": 0.05, "minFactor": 0.004},
                        len(FALLING) + 1, 1),
    "plateau-behind-warm-up": ({"type": "plateau", "factor": 0.3, "patience": 1, WARMUP: 3}, len(FALLING) + 1, 2),
}


def fresh_optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 1.0)


def rate(optimizer):
    return optimizer.param_groups[0]["lr"]


def advance(optimizer, scheduler, *loss):
    optimizer.step()
    scheduler.step(*loss)


def rising(steps):
    optimizer = fresh_optimizer()
    scheduler = lr_scheduler.LinearLR(optimizer, 1 / steps, 1, steps - 1)
    for _ in range(steps):
        yield rate(optimizer)
        advance(optimizer, scheduler)


def one_cycle(spec, steps):
    optimizer = fresh_optimizer()
    scheduler = lr_scheduler.OneCycleLR(optimizer, 1.0, steps, pct_start=spec.get("rise", 0.3), cycle_momentum=False,
                                        div_factor=spec.get("startDivisor", 25), final_div_factor=spec.get("endDivisor", 1e4))
    for step in range(steps):
        yield rate(optimizer)
        if step < steps - 1:
            advance(optimizer, scheduler)


def by_epoch(spec, epochs, losses):
    optimizer = fresh_optimizer()
    if spec["type"] == "step":
        scheduler = lr_scheduler.StepLR(optimizer, spec["every"], spec["gamma"])
    elif spec["type"] == "cosine":
        scheduler = lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    else:
        scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, "min", spec["factor"], spec["patience"], spec.get("threshold", 1e-4),
                                                   min_lr=spec.get("minFactor", 0))
    for epoch in range(epochs):
        yield rate(optimizer)
        if epoch < epochs - 1:
            advance(optimizer, scheduler, *(losses[epoch:epoch + 1] if spec["type"] == "plateau" else []))


def factors(spec, epochs, steps_per_epoch):
    if spec["type"] == "one-cycle":
        return list(one_cycle(spec, epochs * steps_per_epoch))
    warmup = spec.get(WARMUP, 0)
    rates = list(rising(warmup * steps_per_epoch)) if warmup else []
    for factor in by_epoch(spec, epochs - warmup, FALLING[warmup:]):
        rates += [factor] * steps_per_epoch
    return rates


def main(file):
    cases = []
    for name, (spec, epochs, steps_per_epoch) in CASES.items():
        losses = FALLING if spec["type"] == "plateau" else []
        cases.append({"name": name, "schedule": spec, "epochs": epochs, "stepsPerEpoch": steps_per_epoch, "losses": losses,
                      "factors": [float(f"{factor:.12g}") for factor in factors(spec, epochs, steps_per_epoch)]})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[\n  " + ",\n  ".join(map(json.dumps, cases)) + "\n]\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python schedules.py FILE")
    main(Path(sys.argv[1]))
