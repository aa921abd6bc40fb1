"""The course's experiments in PyTorch, with their recipes as published: what Trainyard's accuracies are compared with.

    python course.py --data DIR [--recipes mnist,tutorial,lab,vgg] [--seeds 1,2,3] [--threads N]

prints a table in Markdown; progress goes to the error output. On two cores a seed takes some seconds for each of the four runs on
MNIST, a minute for the tutorial's recipe, some for the lab's, and most of an hour for VGG.
"""
import argparse
import os
import statistics
import sys
import time
from dataclasses import dataclass
from functools import partial

import torch
from torch import nn
from torch.nn import functional

import data
from layers import build
from networks import layers_of

TEST_BATCH = 500
CIFAR_MEAN, CIFAR_DEVIATION = (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)


@dataclass(frozen=True)
class Recipe:
    """One run of the course."""

    title: str
    net: str
    load: object
    mean: tuple
    deviation: tuple
    batch: int
    epochs: int
    optimizer: object
    permuted: bool = False
    augmented: bool = False


def mnist_run(title, net, permuted):
    return Recipe(title, net, data.mnist, (0.1307,), (0.3081,), 64, 1, partial(torch.optim.SGD, lr=0.01, momentum=0.5), permuted)


HALF = (0.5, 0.5, 0.5)
RECIPES = {
    "mnist": [mnist_run("FC", "fc2layer", False), mnist_run("CNN", "small-cnn", False), mnist_run("FC permuted", "fc2layer", True),
              mnist_run("CNN permuted", "small-cnn", True)],
    "tutorial": [Recipe("tutorial, batch 4, 2 epochs", "tutorial-net", data.cifar10, HALF, HALF, 4, 2,
                        partial(torch.optim.SGD, lr=0.001, momentum=0.9))],
    "lab": [Recipe("lab, batch 64, 10 epochs", "tutorial-net", data.cifar10, HALF, HALF, 64, 10,
                   partial(torch.optim.Adam, lr=0.001))],
    "vgg": [Recipe("VGG, batch 128, 10 epochs", "vgg11-bn", data.cifar10, CIFAR_MEAN, CIFAR_DEVIATION, 128, 10,
                   partial(torch.optim.Adam, lr=0.001), augmented=True)],
}


class Pictures:
    """Images of one set, ready to be gathered into batches."""

    def __init__(self, recipe, images, labels, seed):
        self.labels = labels
        self.augmented = recipe.augmented
        if recipe.permuted:
            # The same for both sets and for every run with this seed.
            order = torch.randperm(images[0].numel(), generator=torch.Generator().manual_seed(seed))
            images = images.flatten(1)[:, order].reshape(images.shape)
        self.images = images
        self.mean, self.deviation = (torch.tensor(numbers).reshape(1, -1, 1, 1) for numbers in (recipe.mean, recipe.deviation))

    def batch(self, indexes, training):
        pixels = self.images[indexes].float() / 255
        if training and self.augmented:
            pixels = crop_and_flip(pixels)
        return (pixels - self.mean) / self.deviation, self.labels[indexes]


def crop_and_flip(pixels):
    """Each image at a random place within a margin of four zeros, and every second one mirrored."""
    count, _, height, width = pixels.shape
    padded = functional.pad(pixels, (4, 4, 4, 4))
    rows = torch.randint(9, (count, 1)) + torch.arange(height)
    columns = torch.randint(9, (count, 1)) + torch.arange(width)
    columns = torch.where(torch.rand(count, 1) < 0.5, columns.flip(1), columns)
    return padded[torch.arange(count)[:, None, None], :, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


def run(recipe, folder, seed):
    """Accuracy and loss on the test set, and how many images a second were trained."""
    train, test = (Pictures(recipe, *part, seed) for part in recipe.load(folder))
    torch.manual_seed(seed)
    model = build(*layers_of(recipe.net)).to(memory_format=torch.channels_last)
    optimizer = recipe.optimizer(model.parameters())
    criterion = nn.CrossEntropyLoss()
    begin = time.perf_counter()
    for epoch in range(1, recipe.epochs + 1):
        model.train()
        total = 0.0
        for indexes in torch.randperm(len(train.labels)).split(recipe.batch):
            images, labels = train.batch(indexes, True)
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
        print(f"{recipe.title}, seed {seed}, epoch {epoch}: loss {total / len(train.labels):.3f}", file=sys.stderr, flush=True)
    speed = recipe.epochs * len(train.labels) / (time.perf_counter() - begin)
    return (*evaluate(model, test), speed)


def evaluate(model, test):
    model.eval()
    right, total = 0, 0.0
    with torch.inference_mode():
        for indexes in torch.arange(len(test.labels)).split(TEST_BATCH):
            images, labels = test.batch(indexes, False)
            scores = model(images)
            right += (scores.argmax(1) == labels).sum().item()
            total += functional.cross_entropy(scores, labels, reduction="sum").item()
    return 100 * right / len(test.labels), total / len(test.labels)


def arguments():
    parser = argparse.ArgumentParser(description="Trains the course's networks with PyTorch.")
    parser.add_argument("--data", default=os.environ.get("TRAINYARD_DATA"), help="folder of the data sets (TRAINYARD_DATA)")
    parser.add_argument("--recipes", default="mnist", help=f"which of {','.join(RECIPES)} (mnist)")
    parser.add_argument("--seeds", default="1,2,3", help="a run for each (1,2,3)")
    parser.add_argument("--threads", type=int, default=0, help="of the processor (all)")
    chosen = parser.parse_args()
    if not chosen.data:
        parser.error("--data or TRAINYARD_DATA must name the folder of the data sets")
    unknown = set(chosen.recipes.split(",")) - RECIPES.keys()
    if unknown:
        parser.error(f"--recipes knows {', '.join(RECIPES)}, but not {', '.join(unknown)}")
    return chosen


def main():
    chosen = arguments()
    torch.backends.nnpack.set_flags(False)  # it complains on every machine that it does not know
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    seeds = [int(seed) for seed in chosen.seeds.split(",")]
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, seeds {chosen.seeds}\n")
    print("| run | accuracy % | mean | deviation | test loss | images/s |\n| --- | --- | --- | --- | --- | --- |")
    for recipe in (recipe for name in chosen.recipes.split(",") for recipe in RECIPES[name]):
        accuracies, losses, speeds = zip(*(run(recipe, chosen.data, seed) for seed in seeds))
        spread = statistics.stdev(accuracies) if len(seeds) > 1 else 0
        print(f"| {recipe.title} | {', '.join(f'{accuracy:.2f}' for accuracy in accuracies)} | {statistics.mean(accuracies):.2f} | "
              f"{spread:.2f} | {statistics.mean(losses):.3f} | {statistics.median(speeds):,.0f} |", flush=True)


if __name__ == "__main__":
    main()
