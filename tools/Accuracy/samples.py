"""Arguments to measure functions by: random, but the same in every run."""

import random
import sys
from math import inf, ldexp, nan, nextafter

import mpmath
from mpmath import mp, mpf

TINY, NORMAL, HUGE = 2.0**-1074, 2.0**-1022, sys.float_info.max


class Samples:
  def __init__(self, name):
    self.random = random.Random(name)

  def magnitudes(self, low, high, count):
    """Numbers of both signs and of all sizes 2^low … 2^high."""
    step = (high - low) / count
    for k in range(count):
      x = 2.0**(low + step * (k + self.random.random()))
      yield from (x, -x)

  def positive(self, low, high, count):
    return (x for x in self.magnitudes(low, high, count) if x > 0)

  def uniform(self, low, high, count):
    step = (high - low) / count
    return (low + step * (k + self.random.random()) for k in range(count))

  def about(self, *places):
    """Each place, its neighbours, and numbers that approach it from both sides."""
    for place in places:
      yield from neighbours(place, 3)
      for k in range(2, 50, 3):
        delta = (abs(place) or 1) * 2.0**-k * (1 + self.random.random())
        yield from (place - delta, place + delta)


def neighbours(x, count=1):
  yield x
  up = down = x
  for _ in range(count):
    up, down = nextafter(up, inf), nextafter(down, -inf)
    yield from (up, down)


def near_quarter_turns(count):
  """The float64 that come closest to multiples of π/2: the denominators of the continued fractions of 2ᵉ·2/π."""
  found = []
  mp.prec = 1400
  for e in range(-50, 971):
    ratio = mpf(2)**(e + 1) / mp.pi
    rest, (p0, q0), (p1, q1) = ratio, (0, 1), (1, 0)
    while True:
      whole = int(mpmath.floor(rest))
      (p0, q0), (p1, q1) = (p1, q1), (whole * p1 + p0, whole * q1 + q0)
      if q1 >= 2**53:
        break
      rest = 1 / (rest - whole)
    if q0 >= 2**40:
      found.append((abs(q0 * ratio - p0), ldexp(float(q0), e)))
  return [x for _, x in sorted(found)[:count]]


def angles(s):
  quarter = [float(mp.pi / 2 * k) for k in (*range(1, 40), 100, 1000, 10**4, 10**5, 2**17, 10**6, 2**23, 10**9, 10**12, 10**15)]
  eighth = [float(mp.pi / 4 * k) for k in range(1, 30, 2)]
  yield from s.uniform(-10, 10, 200)
  yield from s.magnitudes(-40, 10, 75)
  yield from s.magnitudes(10, 60, 50)
  yield from s.magnitudes(60, 1024, 40)
  for x in quarter + eighth:
    yield from neighbours(x)
  for x in [6381956970095103 * 2.0**797, *near_quarter_turns(60)]:
    yield from (x, -x)
  yield from (2.0**k for k in range(16, 1024, 61))
  yield from common()


def half_turns(s):
  """Quarters and eighths with their neighbours, up to where all numbers are even."""
  yield from s.uniform(-4, 4, 250)
  yield from s.magnitudes(-1074, -10, 60)
  yield from s.magnitudes(-10, 54, 100)
  yield from s.magnitudes(54, 1024, 20)
  for k in range(1, 33):
    for x in (*neighbours(k / 8), *neighbours(k + 1000.25), *neighbours(2.0**40 + k / 4)):
      yield from (x, -x)
  for k in range(49, 56):
    for x in neighbours(2.0**k, 3):
      yield from (x, -x)
  yield from s.about(0.5, -1.0, 1.5)
  yield from common()


def common():
  for x in (0.0, TINY, NORMAL, 1e-310, 0.5, 1.0, 2.0, HUGE, inf):
    yield from (x, -x)
  yield nan


def whole_line(s, top=10, more=()):
  """Both signs: the central range, sizes down to the subnormal numbers, and more."""
  yield from s.uniform(-top, top, 200)
  yield from s.magnitudes(-12, 6, 60)
  yield from s.magnitudes(-60, -12, 30)
  yield from s.magnitudes(-1074, -60, 12)
  yield from more
  yield from common()


def about_powers(s, low, high):
  """Positive sizes, and how they approach 1."""
  yield from s.positive(-1074, 1024, 150)
  yield from s.positive(-4, 4, 150)
  yield from s.about(1.0, 0.5, 2.0, 0.70710678118654752, 1.4142135623730951, 4.0, low, high)
  yield from common()
