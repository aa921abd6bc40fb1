"""PyTorch's training speed on the CPU, on demand.

Stays alive and answers each line of JSON on its input with one on its output, so that turns with another engine can be short:

    {"measure": "steps", "net": "vgg11-bn", "batch": 64, "precision": "fp32", "seconds": 2}
    {"imagesPerSecond": 171.2, "how": "channels last, 2 threads"}

"steps" are bare training steps on one batch in memory, as they are written or compiled by torch.compile; "epoch" are whole epochs of "images" images through a DataLoader with
crop, flip and normalisation, and an evaluation of a sixth as many, whose share of the time is told. The first question about a
network tries numbers of threads, both memory formats and, for epochs, loading in the process and beside it; the fastest way
answers from then on.
"""
import json
import os
import sys
import time
from itertools import product

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

from layers import build
from networks import layers_of

PROBE_SECONDS = 0.5
FORMATS = {"contiguous": torch.contiguous_format, "channels last": torch.channels_last}
TEST_SHARE = 6


class Training:
    """A network with its optimizer, in one memory format."""

    def __init__(self, net, precision, memory_format):
        layers, self.shape = layers_of(net)
        self.classes = layers[-1]["units"]
        self.precision = precision
        self.memory_format = FORMATS[memory_format]
        self.model = build(layers, self.shape).to(memory_format=self.memory_format)
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.model.parameters(), 0.001, 0.9)

    def batch(self, size):
        images = torch.randn(size, *self.shape).contiguous(memory_format=self.memory_format)
        return images, torch.randint(self.classes, (size,))

    def step(self, images, labels):
        self.optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, self.precision == "bf16"):
            loss = self.loss(self.model(images), labels)
        loss.backward()
        self.optimizer.step()

    def scores(self, images):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, self.precision == "bf16"):
            return self.model(images)


class Pictures(Dataset):
    """Random images; those for training are cropped from a padded image and flipped, as in the usual recipe."""

    def __init__(self, shape, classes, count, augment):
        self.pixels = torch.randint(256, (count, *shape), dtype=torch.uint8)
        self.labels = torch.randint(classes, (count,))
        self.augment = augment

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        image = self.pixels[index]
        if self.augment:
            height, width = image.shape[1:]
            y, x, flip = torch.randint(9, ()).item(), torch.randint(9, ()).item(), torch.rand(()).item() < 0.5
            image = nn.functional.pad(image, (4, 4, 4, 4))[:, y:y + height, x:x + width]
            image = image.flip(2) if flip else image
        return (image.float() / 255 - 0.5) / 0.25, self.labels[index]


class Steps:
    """Bare training steps."""

    def __init__(self, question, memory_format, threads, compiled=False):
        self.how = f"{'compiled, ' if compiled else ''}{memory_format}, {counted(threads, 'thread')}"
        self.way = memory_format, threads
        self.threads = threads
        self.batch_size = question["batch"]
        self.training = Training(question["net"], question["precision"], memory_format)
        self.batch = self.training.batch(self.batch_size)
        if compiled:
            torch.set_num_threads(threads)
            self.training.model.compile(mode="max-autotune")
            self.training.step(*self.batch)

    @staticmethod
    def ways(question):
        return product(formats_of(question["net"]), thread_counts())

    def improved(self, question):
        """The same compiled, which takes up to a minute: only what is fastest as it is written is worth it."""
        return [Steps(question, *self.way, compiled=True)]

    def rate(self, seconds):
        torch.set_num_threads(self.threads)
        self.training.step(*self.batch)
        steps, begin = 0, time.perf_counter()
        while steps == 0 or time.perf_counter() - begin < seconds:
            self.training.step(*self.batch)
            steps += 1
        return {"imagesPerSecond": steps * self.batch_size / (time.perf_counter() - begin)}


class Epoch:
    """Whole epochs with loading, augmentation and evaluation."""

    def __init__(self, question, memory_format, threads, workers):
        self.how = f"{memory_format}, {counted(threads, 'thread')}, {counted(workers, 'loader')}"
        self.threads = threads
        self.training = Training(question["net"], question["precision"], memory_format)
        self.images = question["images"]
        sets = [Pictures(self.training.shape, self.training.classes, count, augment)
                for count, augment in ((self.images, True), (self.images // TEST_SHARE, False))]
        self.train, self.test = (DataLoader(pictures, question["batch"], shuffle=pictures.augment, num_workers=workers,
                                            persistent_workers=workers > 0) for pictures in sets)

    @staticmethod
    def ways(question):
        threads = thread_counts()
        return product(formats_of(question["net"])[-1:], {1, threads[-1]}, (0, threads[-1]))

    def rate(self, seconds):
        torch.set_num_threads(self.threads)
        epochs, evaluating, begin = 0, 0, time.perf_counter()
        while epochs == 0 or time.perf_counter() - begin < seconds:
            self.train_epoch()
            trained = time.perf_counter()
            self.evaluate()
            evaluating += time.perf_counter() - trained
            epochs += 1
        elapsed = time.perf_counter() - begin
        return {"imagesPerSecond": epochs * self.images / elapsed, "evaluationShare": evaluating / elapsed}

    @staticmethod
    def improved(question):
        """Nothing: the last batch of an epoch is smaller, which would be compiled again."""
        return []

    def train_epoch(self):
        self.training.model.train()
        for images, labels in self.train:
            self.training.step(images.contiguous(memory_format=self.training.memory_format), labels)

    def evaluate(self):
        self.training.model.eval()
        right = 0
        for images, labels in self.test:
            right += (self.training.scores(images).argmax(1) == labels).sum().item()
        return right / len(self.test.dataset)


KINDS = {"steps": Steps, "epoch": Epoch}


def formats_of(net):
    convolves = any(layer["type"] == "convolution" for layer in layers_of(net)[0])
    return list(FORMATS) if convolves else ["contiguous"]


def counted(count, noun):
    return f"{count} {noun}{'' if count == 1 else 's'}"


def thread_counts():
    """1, 2, 4, … and all that this process may use."""
    all_threads = len(os.sched_getaffinity(0))
    return sorted({2**i for i in range(all_threads.bit_length()) if 2**i <= all_threads} | {all_threads})


def answer(question, fastest):
    kind = KINDS[question["measure"]]
    key = tuple(question[name] for name in ("measure", "net", "batch", "precision"))
    if key not in fastest:
        candidates = [kind(question, *way) for way in kind.ways(question)]
        written = max(candidates, key=probed)
        fastest[key] = max([written, *written.improved(question)], key=probed)
    way = fastest[key]
    return {**way.rate(question.get("seconds", 1)), "how": way.how}


def probed(candidate):
    return candidate.rate(PROBE_SECONDS)["imagesPerSecond"]


def main():
    torch.backends.nnpack.set_flags(False)  # it complains on every machine that it does not know
    fastest = {}
    print(json.dumps({"ready": f"PyTorch {torch.__version__}"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), fastest)), flush=True)


if __name__ == "__main__":
    main()
