"""How far ONNX Runtime is from the engine on an exported network.

Stays alive and answers each line of JSON on its input with one on its output:

    {"model": "model.onnx", "images": "images", "scores": "scores"}
    {"nodes": 34, "difference": 1.2e-07}

The images and scores are raw little-endian floats, image after image: what went in and what the engine made of it. The difference is
the greatest, as a share of the greatest score.
"""
import json
import sys

import numpy as np
import onnx
import onnxruntime


def answer(question):
    model = onnx.load(question["model"])
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(question["model"], providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0]
    images = np.fromfile(question["images"], "<f4").reshape(-1, *entry.shape[1:])
    wanted = np.fromfile(question["scores"], "<f4").reshape(len(images), -1)
    found = session.run(None, {entry.name: images})[0]
    if found.shape != wanted.shape:
        sys.exit(f"ONNX Runtime gives {found.shape}, the engine {wanted.shape}")
    difference = np.abs(found - wanted).max() / np.abs(wanted).max()
    return {"nodes": len(model.graph.node), "difference": float(difference)}


def main():
    print(json.dumps({"ready": f"ONNX Runtime {onnxruntime.__version__}"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
