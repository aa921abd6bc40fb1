"""The memory that PyTorch takes to train a network on the CPU.

Answers a line of JSON on its input with one on its output, in a process that has done nothing before but import PyTorch:

    {"net": "vgg16-bn", "batch": 128, "precision": "fp32", "format": "channels last", "steps": 3}
    {"bytes": 1234567890}

which is by how much the process grew at most.
"""
import json
import sys

import torch

from step_rate import Training


def peak():
    """The most bytes that this process has had in memory, by the account of Linux."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def answer(question, before):
    training = Training(question["net"], question["precision"], question["format"])
    batch = training.batch(question["batch"])
    for _ in range(question["steps"]):
        training.step(*batch)
    return {"bytes": peak() - before}


def main():
    torch.backends.nnpack.set_flags(False)  # it complains on every machine that it does not know
    before = peak()
    print(json.dumps({"ready": f"PyTorch {torch.__version__}"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), before)), flush=True)


if __name__ == "__main__":
    main()
