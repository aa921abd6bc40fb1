"""Whether an exported network gives with ONNX Runtime what the engine gives.

    python onnx_check.py MODEL.onnx IMAGES SCORES

IMAGES and SCORES are raw little-endian floats, image after image: what went in and what the engine made of it. Prints the greatest
difference, and fails if it is more than 1e-4 of the greatest score.
"""
import sys

import numpy as np
import onnx
import onnxruntime

TOLERANCE = 1e-4


def main(model_file, images_file, scores_file):
    model = onnx.load(model_file)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(model_file, providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0]
    images = np.fromfile(images_file, "<f4").reshape(-1, *entry.shape[1:])
    wanted = np.fromfile(scores_file, "<f4").reshape(len(images), -1)
    found = session.run(None, {entry.name: images})[0]
    if found.shape != wanted.shape:
        sys.exit(f"ONNX Runtime gives {found.shape}, the engine {wanted.shape}")
    difference, scale = np.abs(found - wanted).max(), np.abs(wanted).max()
    print(f"{model_file}: opset {model.opset_import[0].version}, {len(model.graph.node)} nodes, {len(images)} images, "
          f"greatest difference {difference:.2e}, greatest score {scale:.3g}")
    if not difference <= TOLERANCE * scale:
        sys.exit(f"which is more than {TOLERANCE} of it")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("Usage: python onnx_check.py MODEL.onnx IMAGES SCORES")
    main(*sys.argv[1:])
