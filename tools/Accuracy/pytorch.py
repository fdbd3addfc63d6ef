#!/usr/bin/env python3
"""Writes what PyTorch gives where docs/conventions.md says that the library differs on purpose.

A line is the case, as the first column of the table spells it, the value, and the derivative of its sum in the first argument; an error is its
type. Needs PyTorch (Debian: python3-torch, 1.13).

    /usr/bin/python3 tools/Accuracy/pytorch.py
"""

import math
import pathlib

import torch

OUT = pathlib.Path(__file__).parents[2] / "tests/Nn/References/pytorch.csv"

inf, nan = math.inf, math.nan
torch.set_default_dtype(torch.float64)

CASES = {
  "`Clip(x, 0, 1)` of [0, 1]": (lambda x: x.clamp(0, 1), [0.0, 1.0]),
  "`Relu` of NaN": (torch.relu, nan),
  "`Abs` of NaN": (torch.abs, nan),
  "`Sign` of NaN": (torch.sign, nan),
  "`Maximum(x, 1)` of NaN": (lambda x: torch.maximum(x, torch.tensor(1.0)), nan),
  "`Sqrt(x) * 0` of 0": (lambda x: torch.sqrt(x) * 0, 0.0),
  "`Sqrt(Variance(x))` of [1, 1]": (lambda x: torch.sqrt(x.var(unbiased=False)), [1.0, 1.0]),
  "`Variance(x)` of [1, 3]": (lambda x: x.var(), [1.0, 3.0]),
  "`Hypot(x, 0)` of 0": (lambda x: torch.hypot(x, torch.tensor(0.0)), 0.0),
  "`Hypot(x, 1)` of ∞": (lambda x: torch.hypot(x, torch.tensor(1.0)), inf),
  "`Pow(0, x)` of -2": (lambda x: torch.pow(torch.tensor(0.0), x), -2.0),
  "`Digamma` of 0": (torch.digamma, 0.0),
  "`LogGamma` of 0": (torch.lgamma, 0.0),
  "`Rsqrt` of -0": (torch.rsqrt, -0.0),
  "`LogSumExp` of [-∞, -∞]": (lambda x: torch.logsumexp(x, 0), [-inf, -inf]),
  "`LogSumExp` of [∞, 1]": (lambda x: torch.logsumexp(x, 0), [inf, 1.0]),
  "`LogSumExp` of []": (lambda x: torch.logsumexp(x, 0), []),
  "`Mean` of []": (torch.mean, []),
  "`Norm` of float32 [3e20, 4e20]": (lambda x: torch.norm(x.float()), [3e20, 4e20]),
  "`SoftmaxCrossEntropy(x, [1, 0, 0])` of [1, -∞, 2]":
    (lambda x: torch.nn.functional.cross_entropy(x.reshape(1, 3), torch.tensor([[1.0, 0.0, 0.0]])), [1.0, -inf, 2.0]),
  "`LogDet` of [[0, 1], [1, 0]]": (torch.logdet, [[0.0, 1.0], [1.0, 0.0]]),
  "`LogDet` of [[1, 1], [1, 1]]": (torch.logdet, [[1.0, 1.0], [1.0, 1.0]]),
  "`Cholesky` of [[2, 1], [0, 2]]": (torch.linalg.cholesky, [[2.0, 1.0], [0.0, 2.0]]),
  "`Eigvalsh` of [[2, 1], [0, 2]]": (torch.linalg.eigvalsh, [[2.0, 1.0], [0.0, 2.0]]),
  "`x / 2` of int64 [7, -7]": (lambda x: x / 2, [7, -7]),
  "`x / 0` of int64 7": (lambda x: x / 0, 7),
  "`Cast(x, int32)` of 1e20": (lambda x: x.to(torch.int32), 1e20),
  "`Sum` of bool [true, true]": (torch.sum, [True, True]),
}


def text(x):
  if isinstance(x, list):
    return "[" + ", ".join(map(text, x)) + "]"
  if isinstance(x, float):
    return "NaN" if math.isnan(x) else ("-" if x < 0 else "") + "∞" if math.isinf(x) else f"{x:.4g}"
  return str(x)


def line(name, f, x):
  x = torch.tensor(x)
  x.requires_grad_(x.is_floating_point())
  try:
    y = f(x)
  except Exception as e:
    return name, type(e).__name__, ""
  if y.requires_grad:
    y.sum().backward()
  return name, text(y.tolist()), text(x.grad.tolist()) if x.grad is not None else ""


if __name__ == "__main__":
  OUT.parent.mkdir(parents=True, exist_ok=True)
  OUT.write_text("".join(";".join(line(name, f, x)) + "\n" for name, (f, x) in CASES.items()))
