#!/usr/bin/env python3
"""Writes the tables of exact values that the elementwise functions are measured by.

A table holds one function: a line is the arguments, the value rounded to float64, and what remains of it rounded to float64, each
as the bits of a float64 in hexadecimal digits. Values are computed twice, by 80 and by 130 digits (mpmath; Debian: python3-mpmath),
and must agree to 60. The samples are random but the same in every run.

    python3 tools/Accuracy/reference.py [function …]
"""

import pathlib
import statistics
import struct
import sys
from math import inf, isfinite, isinf, isnan, ldexp, nan, nextafter

import mpmath
from mpmath import mp, mpf

from samples import HUGE, NORMAL, TINY, Samples, about_powers, angles, common, half_turns, neighbours, whole_line

FOLDER = pathlib.Path(__file__).parents[2] / "tests/Functions/References"


# ---- numbers ----

def bits(x):
  return struct.pack(">d", x).hex() if not isnan(x) else "7ff8000000000000"


def rounded(y):
  """The float64 nearest to an mpf, the even one where two are; subnormal numbers are rounded once."""
  if not mpmath.isfinite(y) or y == 0:
    return float(y)
  sign, mantissa, exponent, size = y._mpf_
  if exponent + size < -1075 or exponent + size > 1025:
    value = 0.0 if exponent < 0 else inf
    return -value if sign else value
  quantum = max(exponent + size - 53, -1074)
  shift = quantum - exponent
  if shift > 0:
    whole, rest, half = mantissa >> shift, mantissa & ((1 << shift) - 1), 1 << (shift - 1)
    mantissa = whole + (rest > half or rest == half and whole & 1)
  else:
    mantissa <<= -shift
  try:
    value = ldexp(mantissa, quantum)
  except OverflowError:
    value = inf
  return -value if sign else value


def exactly(f, xs):
  """f by more and more digits until 60 of them stand."""
  digits, before = 80, None
  while True:
    mp.dps = digits
    y = f(*map(mpf, xs))
    if not isinstance(y, mpf) or not mpmath.isfinite(y):
      return float(y)
    if before is not None and (y == before or abs(y - before) < abs(y) * mpf(10)**-60):
      return y
    digits, before = digits + 50, y


def line(f, xs):
  y = f(*xs) if any(isinf(x) or isnan(x) or x == 0 for x in xs) else exactly(f, xs)
  hi = rounded(y) if isinstance(y, mpf) else float(y)
  lo = rounded(y - mpf(hi)) if isinstance(y, mpf) and isfinite(hi) and y != hi else 0.0
  return ",".join(bits(x) for x in (*xs, hi, lo))


# ---- functions ----

def limits(f, low=nan, high=nan, zero=0, odd=False):
  """f where it is finite; its limits at −∞ and ∞; its value at 0, of either sign for an odd function."""
  def value(x):
    if isnan(x):
      return nan
    if isinf(x):
      return low if x < 0 else high
    if x == 0:
      return float(x) if odd else zero
    y = f(mpf(x))
    return nan if isinstance(y, mpmath.mpc) else y
  return value


def sinpi(x):
  return mpmath.sinpi(x) if x != mpmath.floor(x) else 0.0 if x > 0 else -0.0


def cospi(x):
  return mpmath.cospi(x) if 2 * x != mpmath.floor(2 * x) else 0.0 if x != mpmath.floor(x) else -1 if x % 2 else 1


def tanpi(x):
  """The quotient of both, as the standard of C has it for zeros, too."""
  if 2 * x != mpmath.floor(2 * x):
    return mpmath.sinpi(x) / mpmath.cospi(x)
  return sinpi(x) * cospi(x) if x == mpmath.floor(x) else mpmath.sinpi(x) * inf


def loggamma(x):
  if x < 0 and x == mpmath.floor(x):
    return inf
  return mpmath.re(mpmath.loggamma(x))


def digamma(x):
  return nan if x < 0 and x == mpmath.floor(x) else mpmath.digamma(x)


def normal_quantile(p):
  if p < 0 or p > 1:
    return nan
  if p == 1:
    return inf
  if p > 0.5:
    return -lower_quantile(1 - p)
  return lower_quantile(p)


def lower_quantile(p):
  """Newton's iteration on log Φ from a start of 15 digits."""
  if p == 0.5:
    return mpf(0)
  x = mpf(statistics.NormalDist().inv_cdf(float(p)))
  for _ in range(5):
    below = mpmath.erfc(-x / mpmath.sqrt(2)) / 2
    x -= mpmath.log(below / p) * below * mpmath.sqrt(2 * mp.pi) * mpmath.exp(x * x / 2)
  return x


def at_specials(plain, special):
  """A function of two numbers, with another text where an argument is 0, infinite or NaN."""
  return lambda a, b: (special if any(isinf(x) or isnan(x) or x == 0 for x in (a, b)) else plain)(a, b)


def atan2_special(a, b):
  import math
  quarters = math.atan2(a, b) / math.pi * 4
  if isnan(quarters) or quarters == 0:
    return quarters
  mp.dps = 80
  return mp.pi / 4 * round(quarters)


def hypot_special(a, b):
  return inf if isinf(a) or isinf(b) else nan if isnan(a) or isnan(b) else float(abs(a) + abs(b))


def pow_special(a, b):
  import math
  try:
    return math.pow(a, b)
  except ValueError:  # a power of zero: the sign of an odd one is kept
    return math.copysign(inf, a) if b % 2 == 1 else inf


def power(a, b):
  if a > 0:
    return a**b
  if b != mpmath.floor(b):
    return nan
  return (-a)**b * (-1 if int(b) % 2 else 1)


def polygamma(order, x):
  if x < 0 and x == mpmath.floor(x):
    return inf if order % 2 == 1 else nan
  return mpmath.polygamma(int(order), x)


def polygamma_special(order, x):
  if isnan(order) or isnan(x) or x == -inf:
    return nan
  if x == inf:
    return inf if order == 0 else 0.0
  if x == 0:
    return inf if order % 2 == 1 else nan
  mp.dps = 80
  return digamma(mpf(x))


def inverse_of_erf(y):
  """Newton's iteration on log erfc from a start of 15 digits, or from the series where that has none."""
  if abs(y) > 1:
    return nan
  if abs(y) == 1:
    return float(y) * inf
  size = abs(y)
  if size < mpf(10)**-8:
    x = mpmath.sqrt(mp.pi) / 2 * (size + mp.pi / 12 * size**3)
    for _ in range(5):
      x -= (mpmath.erf(x) - size) * mpmath.sqrt(mp.pi) / 2 * mpmath.exp(x * x)
  else:
    x = -lower_quantile((1 - size) / 2) / mpmath.sqrt(2)
  return x if y > 0 else -x


def logaddexp(a, b):
  larger, away = max(a, b), abs(a - b)
  return larger + mpmath.log1p(mpmath.exp(-away)) if away < 10**5 else larger


def logaddexp_special(a, b):
  if isnan(a) or isnan(b):
    return nan
  if isinf(a) or isinf(b):
    return max(a, b) + 0.0
  mp.dps = 80
  return logaddexp(mpf(a), mpf(b))


def xlogy_special(a, b):
  if isnan(a) or isnan(b):
    return nan
  if a == 0:
    return 0.0
  if b < 0:
    return nan
  if b == 0 or isinf(b) or isinf(a):
    log = -inf if b == 0 else inf if isinf(b) else float(mpmath.log(b))
    return nan if log == 0 else a * log
  return xlogy(mpf(a), mpf(b))


def xlogy(a, b):
  return nan if b < 0 else float(a) * 0.0 if b == 1 else a * mpmath.log(b)


def logaddexp_points(s):
  """Where the value is not small beside its terms."""
  choose = s.random
  for _ in range(300):
    a = choose.uniform(-50, 50)
    b = a + choose.choice((-1, 1)) * 2.0**choose.uniform(-30, 6)
    if abs(float(logaddexp(mpf(a), mpf(b)))) > 1:
      yield a, b
  for _ in range(80):
    yield choose.uniform(1, 2) * 2.0**choose.uniform(0, 1000), choose.uniform(-1, 1) * 2.0**choose.uniform(-1000, 1000)
  yield from special_pairs(2.5, 700.0)


def xlogy_points(s):
  choose = s.random
  for _ in range(300):
    yield choose.uniform(-3, 3), 2.0**choose.uniform(-8, 8)
  for _ in range(100):
    yield choose.choice((-1, 1)) * 2.0**choose.uniform(-1000, 1000), 2.0**choose.uniform(-1074, 1023.9)
  yield from special_pairs(0.5, 2.0)


def around_the_poles(s):
  yield from s.uniform(0, 14, 150)
  yield from s.uniform(-14, 0, 150)
  yield from s.magnitudes(-1074, 0, 40)
  yield from s.positive(4, 1024, 60)
  yield from (-x for x in s.positive(4, 60, 20))
  yield from s.about(1.0, 2.0, 1.4616321449683622, 0.5, 1.5, 2.5, 10.0)
  yield from (k + 0.5 for k in range(-20, 0))
  yield from (x for k in range(-12, 0) for x in neighbours(float(k)))
  yield from (x for k in range(-9, 0) for x in s.uniform(k, k + 0.02, 2))
  yield from (2.55e305, 2.5563481638716906e305, 2.5563481638716908e305, 2.6e305, 1e15 + 0.5, 171.6)
  yield from common()


def gamma_points(s):
  """Without the zeros of log |Γ(x)| below −2, where no digits are promised."""
  for x in around_the_poles(s):
    if not -100 < x < -2 or x == int(x) or abs(mpmath.re(mpmath.loggamma(mpf(x)))) > 2**-8:
      yield x


def quantile_points(s):
  yield from s.uniform(0, 1, 250)
  yield from s.positive(-1074, -1, 120)
  yield from (1 - x for x in s.positive(-53, -1, 60))
  yield from s.about(0.5, 0.075, 0.925, 0.02425, 1.3887943864964021e-11)
  yield from (x for x in common() if x != 1.0)
  yield from (1.0, nextafter(1, 0), 1.0 - 2.0**-24)


def bell_points(s, low, high):
  """Where a function falls to nothing: densely to the last subnormal number."""
  yield from s.uniform(low, high, 200)
  yield from whole_line(s, 6, s.about(low, high, 0.5, 1.0, 2.0, -0.5, -1.0, 0.65, 2.25, 3.5))


def planar_points(s):
  choose = s.random
  for _ in range(250):
    yield choose.uniform(-3, 3), choose.uniform(-3, 3)
  for _ in range(150):
    yield (choose.choice((-1, 1)) * 2.0**choose.uniform(-1074, 1023.9) for _ in range(2))
  for _ in range(100):
    size = 2.0**choose.uniform(-1060, 1010)
    yield (choose.choice((-1, 1)) * size * 2.0**choose.uniform(-30, 0) for _ in range(2))
  for x in (1.0, 3.0, TINY, NORMAL, 1e-310, 1e308, HUGE):
    yield from ((x, x), (-x, x), (x, -x), (x, nextafter(x, inf)), (nextafter(x, 0), -x))
  yield from special_pairs(1.5)


def special_pairs(*ordinary):
  edges = [y for x in (0.0, 1.0, inf, *ordinary) for y in (x, -x)] + [nan]
  yield from ((a, b) for a in edges for b in edges)


def pow_points(s):
  choose = s.random
  for _ in range(250):
    yield 2.0**choose.uniform(-6, 6), choose.uniform(-20, 20)
  for _ in range(150):
    a = 2.0**choose.uniform(-1074, 1023.9)
    yield a, choose.uniform(-1080, 1024) / float(mpmath.log(a, 2))
  for _ in range(60):
    a = 1 + choose.choice((-1, 1)) * 2.0**choose.uniform(-50, -2)
    yield a, choose.uniform(-1, 1) * 700 / abs(float(mpmath.log(a)))
  for _ in range(60):
    yield -(2.0**choose.uniform(-20, 20)), float(choose.randint(-40, 40) or 1)
  yield from ((x, float(k)) for x in (2.0, 10.0, 0.1, -3.0, 1.5) for k in (-300, -3, -2, -1, 1, 2, 3, 21, 300))
  yield from special_pairs(0.5, 2.0, 3.0)


def polygamma_points(s):
  choose = s.random
  orders = (1, 2, 3, 4, 5, 8, 10)
  for n in orders:
    for x in (*s.uniform(0, 12, 25), *s.positive(-40, 0, 6), *s.positive(3, 40, 8)):
      yield float(n), x
    for x in (*s.uniform(-8, 0, 20), *(k + 0.5 for k in range(-6, 0)), -2.0, -3.0 + 2.0**-20):
      yield float(n), x
  for n in (15, 20, 30):
    yield from ((float(n), choose.uniform(0.5, 40)) for _ in range(6))
  for n in (1, 2, 3, 7, 20, 90, 169, 170):
    top = min(1000 / n, 840)  # far out the value is about n!/n·x⁻ⁿ, near 0 about n!·x⁻ⁿ⁻¹: from overflow to nothing
    for x in (*s.positive(3, 1.2 * top + 8, 12), *s.magnitudes(-1.2 * top, -1, 12), TINY, NORMAL, 1e-160, 1e155, 1e300, HUGE):
      yield float(n), x
    for k in (-1, -3, -100):
      yield from ((float(n), x) for x in (k + 0.5, *neighbours(float(k)), k - 0.3))
  yield from ((n, x) for n in (0.0, 1.0, 2.0) for x in (0.0, -0.0, inf, -inf, nan, 1.0, 2.5))


def erfc(x):
  return mpmath.erfc(x) if x < 1000 else mpf(2)**-10**6  # mpmath's wants to know x²; all of these round to 0


def half(x):
  return erfc(-x / mpmath.sqrt(2)) / 2


ONE = {
  "exp": (limits(mpmath.exp, 0.0, inf, 1), lambda s: bell_points(s, -746, 710)),
  "expm1": (limits(mpmath.expm1, -1, inf, odd=True), lambda s: bell_points(s, -40, 710)),
  "exp2": (limits(lambda x: mpf(2)**x, 0.0, inf, 1), lambda s: bell_points(s, -1076, 1025)),
  "log": (limits(lambda x: mpmath.log(x) if x > 0 else nan, nan, inf, -inf), lambda s: about_powers(s, 10, 100)),
  "log1p": (limits(lambda x: mpmath.log1p(x) if x > -1 else -inf if x == -1 else nan, nan, inf, odd=True),
            lambda s: whole_line(s, 1, (*s.positive(6, 1024, 60), *(nextafter(x - 1, 0) for x in s.positive(-50, 0, 50))))),
  "log2": (limits(lambda x: mpmath.log(x) / mpmath.log(2) if x > 0 else nan, nan, inf, -inf),
           lambda s: (*about_powers(s, 8, 64), *(2.0**k for k in range(-1074, 1024, 97)))),
  "log10": (limits(lambda x: mpmath.log(x) / mpmath.log(10) if x > 0 else nan, nan, inf, -inf),
            lambda s: (*about_powers(s, 10, 100), *(10.0**k for k in range(23)))),
  "exp2m1": (limits(lambda x: mpmath.expm1(x * mpmath.log(2)), -1, inf, odd=True), lambda s: (*bell_points(s, -57, 1025), *map(float, range(-60, 1024, 31)))),
  "exp10": (limits(lambda x: mpf(10)**x, 0.0, inf, 1), lambda s: (*bell_points(s, -324, 309), *map(float, range(-323, 309)))),
  "exp10m1": (limits(lambda x: mpmath.expm1(x * mpmath.log(10)), -1, inf, odd=True), lambda s: (*bell_points(s, -18, 309), *map(float, range(-18, 23)))),
  "sin": (limits(mpmath.sin, odd=True), angles),
  "cos": (limits(mpmath.cos, zero=1), angles),
  "tan": (limits(mpmath.tan, odd=True), angles),
  "sinc": (limits(lambda x: sinpi(x) / (mp.pi * x), 0.0, 0.0, 1), half_turns),
  "sinpi": (limits(sinpi, odd=True), half_turns),
  "cospi": (limits(cospi, zero=1), half_turns),
  "tanpi": (limits(tanpi, odd=True), half_turns),
  "asin": (limits(lambda x: mpmath.asin(x) if abs(x) <= 1 else nan, odd=True), lambda s: whole_line(s, 1, s.about(1.0, -1.0, 0.5, -0.5))),
  "acos": (limits(lambda x: mpmath.acos(x) if abs(x) <= 1 else nan, zero=mp.pi / 2),
           lambda s: whole_line(s, 1, s.about(1.0, -1.0, 0.5, -0.5))),
  "atan": (limits(mpmath.atan, None, None, odd=True),
           lambda s: whole_line(s, 4, (*s.magnitudes(6, 1024, 40), *s.about(1.0, 0.4142135623730951, 2.414213562373095, 0.5, 2.0)))),
  "sinh": (limits(mpmath.sinh, -inf, inf, odd=True), lambda s: bell_points(s, -711, 711)),
  "cosh": (limits(mpmath.cosh, inf, inf, 1), lambda s: bell_points(s, -711, 711)),
  "tanh": (limits(mpmath.tanh, -1, 1, odd=True), lambda s: bell_points(s, -20, 20)),
  "asinh": (limits(mpmath.asinh, -inf, inf, odd=True), lambda s: whole_line(s, 4, s.magnitudes(6, 1024, 60))),
  "acosh": (limits(lambda x: mpmath.acosh(x) if x >= 1 else nan, nan, inf, nan),
            lambda s: (*s.uniform(1, 10, 200), *s.positive(0, 1024, 150), *(1 + x for x in s.positive(-52, 0, 60)), *common())),
  "atanh": (limits(lambda x: mpmath.atanh(x) if abs(x) < 1 else nan if abs(x) > 1 else x * inf, odd=True),
            lambda s: whole_line(s, 1, s.about(1.0, -1.0, 0.5, -0.5))),
  "sigmoid": (limits(lambda x: 1 / (1 + mpmath.exp(-x)), 0.0, 1, mpf(0.5)), lambda s: bell_points(s, -746, 40)),
  "softplus": (limits(lambda x: mpmath.log1p(mpmath.exp(x)), 0.0, inf, None), lambda s: bell_points(s, -746, 40)),
  "silu": (limits(lambda x: x / (1 + mpmath.exp(-x)), -0.0, inf, odd=True), lambda s: bell_points(s, -753, 40)),
  "erf": (limits(mpmath.erf, -1, 1, odd=True), lambda s: bell_points(s, -6.2, 6.2)),
  "erfc": (limits(erfc, 2, 0.0, 1), lambda s: bell_points(s, -6.2, 27.4)),
  "erfinv": (limits(inverse_of_erf, odd=True), lambda s: whole_line(s, 1, (*s.about(1.0, -1.0, 0.5, -0.5, 0.998), *(1 - x for x in s.positive(-53, -1, 60))))),
  "besseli0": (limits(lambda x: mpmath.besseli(0, x) if abs(x) < 1000 else inf, inf, inf, 1), lambda s: bell_points(s, -714, 714)),
  "besseli1": (limits(lambda x: mpmath.besseli(1, x) if abs(x) < 1000 else x * inf, -inf, inf, odd=True), lambda s: bell_points(s, -714, 714)),
  "gelu": (limits(lambda x: x * half(x), -0.0, inf, odd=True), lambda s: bell_points(s, -38.7, 9)),
  "rsqrt": (limits(lambda x: 1 / mpmath.sqrt(x) if x > 0 else nan, nan, 0.0, None), lambda s: about_powers(s, 3, 16)),
  "cbrt": (limits(lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), -inf, inf, odd=True),
           lambda s: whole_line(s, 10, (*s.magnitudes(-1074, 1024, 150), *(float(k**3) for k in range(1, 12))))),
  "loggamma": (limits(loggamma, inf, inf, inf), gamma_points),
  "digamma": (limits(digamma, nan, inf, nan), gamma_points),
  "normalquantile": (limits(normal_quantile, zero=-inf), quantile_points),
}

# Limits that are not float64 numbers, and zeros whose sign counts.
SPECIAL = {
  ("atan", inf): lambda: mp.pi / 2, ("atan", -inf): lambda: -mp.pi / 2, ("acos", 0.0): lambda: mp.pi / 2,
  ("softplus", 0.0): lambda: mpmath.log(2), ("rsqrt", "0000000000000000"): lambda: inf, ("rsqrt", "8000000000000000"): lambda: -inf,
}

TWO = {
  "atan2": (at_specials(lambda a, b: mpmath.atan2(a, b), atan2_special), planar_points),
  "logaddexp": (at_specials(logaddexp, logaddexp_special), logaddexp_points),
  "xlogy": (at_specials(xlogy, xlogy_special), xlogy_points),
  "hypot": (at_specials(mpmath.hypot, hypot_special), planar_points),
  "pow": (at_specials(power, pow_special), pow_points),
  "polygamma": (at_specials(polygamma, polygamma_special), polygamma_points),
}


def special(name, f):
  """f with its values from the table above."""
  def value(x):
    mp.dps = max(mp.dps, 80)
    found = SPECIAL.get((name, bits(x))) or SPECIAL.get((name, x)) if isinf(x) or x == 0 else None
    return found() if found else f(x)
  return value


def lines(name):
  mp.dps = 80
  samples = Samples(name)
  if name in ONE:
    f, points = ONE[name]
    yield from sorted({line(special(name, f), (x,)) for x in points(samples)})
  else:
    f, points = TWO[name]
    yield from sorted({line(f, tuple(pair)) for pair in points(samples)})


if __name__ == "__main__":
  FOLDER.mkdir(parents=True, exist_ok=True)
  for name in sys.argv[1:] or [*ONE, *TWO]:
    (FOLDER / f"{name}.csv").write_text("\n".join(lines(name)) + "\n")
    print(name, flush=True)
