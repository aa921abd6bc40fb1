"""MNIST, Fashion-MNIST and CIFAR-10 in their original formats, as tensors in memory."""
import gzip
from pathlib import Path

import numpy as np
import torch

MNIST_HEADER, LABEL_HEADER = 16, 8
CIFAR_PIXELS = 3 * 32 * 32


def mnist(folder, name="mnist"):
    """((images, labels) for training, the same for testing); images are bytes, count × 1 × 28 × 28."""
    return tuple((_idx(folder, name, f"{part}-images-idx3-ubyte", MNIST_HEADER).reshape(-1, 1, 28, 28),
                  _idx(folder, name, f"{part}-labels-idx1-ubyte", LABEL_HEADER).long()) for part in ("train", "t10k"))


def _idx(folder, name, file, header):
    path = Path(folder) / name / file
    content = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(file + ".gz").read_bytes())
    return torch.from_numpy(np.frombuffer(content, np.uint8, offset=header).copy())


def cifar10(folder):
    """((images, labels) for training, the same for testing); images are bytes, count × 3 × 32 × 32."""
    folders = [Path(folder) / name for name in ("cifar10", "cifar-10-batches-bin")]
    found = next((candidate for candidate in folders if candidate.is_dir()), None)
    if found is None:
        raise FileNotFoundError(f"none of {', '.join(map(str, folders))}")
    return (_cifar([found / f"data_batch_{i}.bin" for i in range(1, 6)]), _cifar([found / "test_batch.bin"]))


def _cifar(files):
    records = torch.from_numpy(np.concatenate([np.fromfile(file, np.uint8) for file in files]).reshape(-1, 1 + CIFAR_PIXELS))
    return records[:, 1:].reshape(-1, 3, 32, 32).contiguous(), records[:, 0].long()
