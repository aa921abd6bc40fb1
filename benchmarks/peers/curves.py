"""Writes the golden curves: the loss of each of fifty training steps, computed by PyTorch in double precision.

`python curves.py FOLDER` writes one JSON file a network. Parameters, images and labels are those of `golden.py`. A step may differ by
four standard deviations of what rounding does to it, as the same roundings tell that make the tolerances of single steps; here a ReLU
may fall to the other side, as one of them does in some of the roundings. The tolerance never falls, for what went another way stays
there, and grows from step to step; it stands in the file.
"""
import sys
from pathlib import Path

import torch

from golden import ROUNDINGS, TOLERANCE, numbers, roundings, text, train
from golden_cases import CURVES

# A curve whose tolerance becomes larger measures nothing.
LARGEST = 2e-3


def tolerances(exact, rounded):
    greatest, found = 0.0, []
    for step, loss in enumerate(exact):
        deviation = sum((other["losses"][step] / loss - 1) ** 2 for other in rounded) ** 0.5 / ROUNDINGS**0.5
        greatest = max(greatest, TOLERANCE * deviation)
        found.append(float(f"{greatest:.1e}"))
    return found


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, case in CURVES.items():
        exact = train(case, torch.float64)["losses"]
        allowed = tolerances(exact, roundings(case, ROUNDINGS))
        own = train(case, torch.float32)["losses"]
        worst = max(abs(a / b - 1) / limit for a, b, limit in zip(own, exact, allowed))
        print(f"{name:14} loss {exact[0]:.3f} to {exact[-1]:.3f}, tolerance {allowed[0]:.1e} to {allowed[-1]:.1e}, "
              f"PyTorch in single precision uses {worst:.2f} of it", flush=True)
        if worst > 1 or allowed[-1] > LARGEST or exact[-1] > exact[0] / 2:
            sys.exit(f"{name}: a curve must fall by half, and rounding be understood and small")
        expected = {"losses": numbers(exact), "tolerances": allowed}
        (folder / f"{name}.json").write_text(text({**case, "tolerance": allowed[-1], "expected": expected}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python curves.py FOLDER")
    torch.set_num_threads(1)
    torch.backends.nnpack.set_flags(False)
    main(Path(sys.argv[1]))
