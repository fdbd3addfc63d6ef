#!/usr/bin/python3
"""Times a training step of the digit classifier in PyTorch on the CPU, for comparison with ours.

A step is what ours is: forward pass, cross entropy, backward pass, Adam update, on a batch of 64
images of shape [1, 28, 28]. The batches are random: the time does not depend on what they show.

With --steps N it warms up, times N steps one by one and prints the median in milliseconds.
Without, it warms up, prints "ready" and then serves: for every line of its input, a number of
steps, it runs that many and prints the mean milliseconds per step on one line. So another program
can alternate between this one and itself, and both see the same state of the machine.

Threads: --threads sets PyTorch's own; the matrix products of Debian's PyTorch run in OpenBLAS,
which reads OPENBLAS_NUM_THREADS when it starts. By default it follows --threads.
"""

import argparse
import os
import statistics
import sys
import time


def parse_arguments():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  parser.add_argument("--model", choices=sorted(MODELS), default="cnn_cpcpff", help="the network (default: %(default)s)")
  parser.add_argument("--threads", type=int, default=1, help="threads of PyTorch (default: %(default)s)")
  parser.add_argument("--steps", type=int, help="time this many steps and print the median, instead of serving")
  parser.add_argument("--warm-up", type=int, default=10, help="steps before the first timing (default: %(default)s)")
  parser.add_argument("--batch", type=int, default=64, help="images per batch (default: %(default)s)")
  return parser.parse_args()


def cnn_cpcpff(nn):
  """Convolution, pooling, convolution, pooling, fully connected, fully connected: 3.3 million parameters."""
  return nn.Sequential(
    nn.Conv2d(1, 32, 5, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(32, 64, 5, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(7 * 7 * 64, 1024), nn.ReLU(), nn.Dropout(0.5), nn.Linear(1024, 10))


def softmax_regression(nn):
  """One dense layer: shows what a step costs when there is next to nothing to compute."""
  return nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))


MODELS = {"cnn_cpcpff": cnn_cpcpff, "softmax_regression": softmax_regression}


def make_step(torch, model, batch):
  """A function that trains on the next of a few random batches."""
  torch.manual_seed(1)
  network = MODELS[model](torch.nn).train()
  loss = torch.nn.CrossEntropyLoss()
  optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
  batches = [(torch.rand(batch, 1, 28, 28), torch.randint(0, 10, (batch,))) for _ in range(8)]

  def step(number):
    images, labels = batches[number % len(batches)]
    optimizer.zero_grad(set_to_none=True)
    loss(network(images), labels).backward()
    optimizer.step()

  return step


def milliseconds(step, steps):
  """The mean time of a step."""
  start = time.perf_counter()
  for number in range(steps):
    step(number)
  return 1000 * (time.perf_counter() - start) / steps


def serve(step):
  print("ready", flush=True)
  for line in sys.stdin:
    if not line.strip().isdecimal() or int(line) == 0:
      sys.exit(f"expected a positive number of steps, got {line.strip()!r}")
    print(f"{milliseconds(step, int(line)):.3f}", flush=True)


def main():
  arguments = parse_arguments()
  os.environ.setdefault("OPENBLAS_NUM_THREADS", str(arguments.threads))
  import torch  # not before OPENBLAS_NUM_THREADS is set: OpenBLAS reads it when it is loaded

  torch.set_num_threads(arguments.threads)
  step = make_step(torch, arguments.model, arguments.batch)
  milliseconds(step, arguments.warm_up)
  if arguments.steps:
    print(f"{statistics.median(milliseconds(step, 1) for _ in range(arguments.steps)):.3f}")
  else:
    serve(step)


if __name__ == "__main__":
  main()
