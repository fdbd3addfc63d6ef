#!/usr/bin/env python3
"""Writes values and first and second derivatives of the elementwise functions at awkward points, and at all pairs of such points.

A line is the function, the argument, the value and both derivatives rounded to float64, as the bits of float64 numbers in hexadecimal digits.
They are computed by closed forms with 120 digits (mpmath; Debian: python3-mpmath). At ±∞ they are those of ±10^1000, at NaN they are NaN.
A line about a function of two arguments a and b is both arguments, the value and the derivatives in a, b, twice in a, in both, and twice in b; an
empty field is one that no convention tells.

    python3 tools/Accuracy/derivatives.py              a sample, which the tests keep
    python3 tools/Accuracy/derivatives.py --whole DIR  many more points and all pairs of them, some 35,000 lines, for
    FUNCTIONAL_TABLES=DIR dotnet test tests/properties -c Release --filter "FullyQualifiedName~Tables"
"""

import pathlib
import sys
from math import ceil, copysign, floor, inf, isinf, isnan, nan, nextafter

import mpmath
from mpmath import besseli, cos, cosh, erfc, exp, ln, mp, mpf, pi, sin, sinh, sqrt, tan, tanh

from reference import ONE, TWO, bits, inverse_of_erf, normal_quantile, rounded, special, tanpi
from samples import HUGE, NORMAL, TINY, Samples

FOLDER = pathlib.Path(__file__).parents[2] / "tests/properties/References"

mp.dps = 120


def sigmoid(x):
  return 1 / (1 + exp(-x))


def slope(x):
  """The derivative of the logistic function; it is even, and e⁻ˣ of a positive x does not overflow."""
  return exp(-abs(x)) / (1 + exp(-abs(x)))**2


def bell(x):
  return 2 / sqrt(pi) * exp(-x * x)


def density(x):
  return exp(-x * x / 2) / sqrt(2 * pi)


def distribution(x):
  return erfc(-x / sqrt(2)) / 2 if abs(x) < 1000 else mpf(x > 0)


def psi(order, x):
  return mpmath.polygamma(order, x)


def quantile(p):
  return normal_quantile(p)


def sinc_slope(x):
  return -pi**2 / 3 * x if abs(x) < 1e-60 else mpf(0) if abs(x) > 1e300 else (mpmath.cospi(x) - mpmath.sinpi(x) / (pi * x)) / x


def sinc_curvature(x):
  return -pi**2 / 3 if abs(x) < 1e-60 else mpf(0) if abs(x) > 1e300 else -(2 * sinc_slope(x) + pi * mpmath.sinpi(x)) / x


# name: first derivative, second derivative, whether x is an argument
FUNCTIONS = {
  "Exp": (exp, exp, None),
  "Expm1": (exp, exp, None),
  "Exp2": (lambda x: ln(2) * mpf(2)**x, lambda x: ln(2)**2 * mpf(2)**x, None),
  "Log": (lambda x: 1 / x, lambda x: -1 / x**2, lambda x: x > 0),
  "Log1p": (lambda x: 1 / (1 + x), lambda x: -1 / (1 + x)**2, lambda x: x > -1),
  "Log2": (lambda x: 1 / (x * ln(2)), lambda x: -1 / (x**2 * ln(2)), lambda x: x > 0),
  "Log10": (lambda x: 1 / (x * ln(10)), lambda x: -1 / (x**2 * ln(10)), lambda x: x > 0),
  "Sqrt": (lambda x: 1 / (2 * sqrt(x)), lambda x: -1 / (4 * x * sqrt(x)), lambda x: x > 0),
  "Rsqrt": (lambda x: -1 / (2 * x * sqrt(x)), lambda x: 3 / (4 * x**2 * sqrt(x)), lambda x: x > 0),
  "Cbrt": (lambda x: abs(x)**(mpf(-2) / 3) / 3, lambda x: -2 * mpmath.sign(x) * abs(x)**(mpf(-5) / 3) / 9, lambda x: x != 0),
  "Sin": (cos, lambda x: -sin(x), lambda x: not isinf(x)),
  "Cos": (lambda x: -sin(x), lambda x: -cos(x), lambda x: not isinf(x)),
  "Tan": (lambda x: 1 / cos(x)**2, lambda x: 2 * tan(x) / cos(x)**2, lambda x: not isinf(x)),
  "Asin": (lambda x: 1 / sqrt(1 - x * x), lambda x: x / sqrt(1 - x * x)**3, lambda x: abs(x) < 1),
  "Acos": (lambda x: -1 / sqrt(1 - x * x), lambda x: -x / sqrt(1 - x * x)**3, lambda x: abs(x) < 1),
  "Atan": (lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x)**2, None),
  "Sinh": (cosh, sinh, None),
  "Cosh": (sinh, cosh, None),
  "Tanh": (lambda x: 1 / cosh(x)**2, lambda x: -2 * tanh(x) / cosh(x)**2, None),
  "Asinh": (lambda x: 1 / sqrt(1 + x * x), lambda x: -x / sqrt(1 + x * x)**3, None),
  "Acosh": (lambda x: 1 / sqrt(x * x - 1), lambda x: -x / sqrt(x * x - 1)**3, lambda x: x > 1),
  "Atanh": (lambda x: 1 / (1 - x * x), lambda x: 2 * x / (1 - x * x)**2, lambda x: abs(x) < 1),
  "Sigmoid": (slope, lambda x: -slope(x) * tanh(x / 2), None),
  "Softplus": (sigmoid, slope, None),
  "Silu": (lambda x: sigmoid(x) + x * slope(x), lambda x: slope(x) * (2 - x * tanh(x / 2)), None),
  "Erf": (bell, lambda x: -2 * x * bell(x), None),
  "Erfc": (lambda x: -bell(x), lambda x: 2 * x * bell(x), None),
  "Gelu": (lambda x: distribution(x) + x * density(x), lambda x: density(x) * (2 - x * x), None),
  "LogGamma": (lambda x: psi(0, x), lambda x: psi(1, x), lambda x: x > -50 and x != mpmath.floor(x) or 0 < x < inf),
  "Digamma": (lambda x: psi(1, x), lambda x: psi(2, x), lambda x: x > -50 and x != mpmath.floor(x) or x > 0),
  "NormalQuantile": (lambda p: 1 / density(quantile(p)), lambda p: quantile(p) / density(quantile(p))**2, lambda p: 0 < p < 1),
  "Exp10": (lambda x: ln(10) * mpf(10)**x, lambda x: ln(10)**2 * mpf(10)**x, None),
  "Exp2m1": (lambda x: ln(2) * mpf(2)**x, lambda x: ln(2)**2 * mpf(2)**x, None),
  "Exp10m1": (lambda x: ln(10) * mpf(10)**x, lambda x: ln(10)**2 * mpf(10)**x, None),
  "TanPi": (lambda x: pi * (1 + tanpi(x)**2), lambda x: 2 * pi**2 * tanpi(x) * (1 + tanpi(x)**2), lambda x: abs(x) < 1e15 and 2 * x % 2 != 1),
  "ErfInv": (lambda y: sqrt(pi) / 2 * exp(inverse_of_erf(y)**2), lambda y: pi / 2 * inverse_of_erf(y) * exp(2 * inverse_of_erf(y)**2), lambda y: 0 < abs(y) < 1),
  "BesselI0": (lambda x: besseli(1, x), lambda x: (besseli(0, x) + besseli(2, x)) / 2, lambda x: abs(x) <= 700),
  "BesselI1": (lambda x: (besseli(0, x) + besseli(2, x)) / 2, lambda x: (3 * besseli(1, x) + besseli(3, x)) / 4, lambda x: abs(x) <= 700),
  "SinPi": (lambda x: pi * mpmath.cospi(x), lambda x: -pi**2 * mpmath.sinpi(x), lambda x: abs(x) < 1e15),
  "Sinc": (sinc_slope, sinc_curvature, lambda x: abs(x) < 1e15 or isinf(x)),
  "CosPi": (lambda x: -pi * mpmath.sinpi(x), lambda x: -pi**2 * mpmath.cospi(x), lambda x: abs(x) < 1e15),
}

SIZES = (TINY, 1e-310, NORMAL, 1e-300, 1e-160, 1e-100, 1e-20, 1e-10, 1e-5, 1e-3, 0.1, 0.25, 0.46875, 0.5, 0.75, 0.9, 0.999,
         nextafter(1, 0), 1.0, nextafter(1, 2), 1.25, 1.5, 2.0, 2.5, 3.0, 5.0, 8.5, 9.0, 12.0, 19.0, 26.0, 37.0, 40.0, 100.0, 700.0, 709.0, 744.0, 1e4, 1e8,
         1e15, 1e100, 1e150, 1e155, 1e160, 1e200, 1e300, HUGE, inf)


# Functions that are exact: value and slope; the second derivative is 0.
EXACT = {
  "Abs": (abs, lambda x: (x > 0) - (x < 0)),
  "Negate": (lambda x: -x, lambda x: -1),
  "Relu": (lambda x: max(x, 0.0), lambda x: int(x > 0)),
  "Sign": (lambda x: float((x > 0) - (x < 0)) if x else x, lambda x: 0),
  "Floor": (lambda x: x if isinf(x) or abs(x) > 1e15 or x == 0 else float(floor(x)), lambda x: 0),
  "Ceiling": (lambda x: x if isinf(x) or abs(x) > 1e15 or x == 0 else copysign(float(ceil(x)), x), lambda x: 0),
  "Truncate": (lambda x: x if isinf(x) or abs(x) > 1e15 or x == 0 else copysign(float(int(x)), x), lambda x: 0),
  "Round": (lambda x: x if isinf(x) or abs(x) > 1e15 or x == 0 else copysign(float(round(x)), x), lambda x: 0),
  "StopGradient": (lambda x: x, lambda x: 0),
}


def value(name, x):
  """The value, by the references of tests/Functions."""
  if name == "Sqrt":
    return sqrt(mpf(x)) if x and not isinf(x) else x
  f = special(name.lower(), ONE[name.lower()][0])
  mp.dps = 120
  y = f(x if isinf(x) or x == 0 else mpf(x))
  return y if isinstance(y, float) else rounded(mpf(y))


def points(whole):
  some = {0.0, *SIZES, *(-size for size in SIZES)}
  samples = Samples("points")
  return sorted({*some, *samples.magnitudes(-1070, 1020, 100), *samples.magnitudes(-40, 12, 100)} if whole else some)


def lines(whole=False):
  for name, (f, slope_of) in EXACT.items():
    for x in points(whole):
      yield ",".join((name, *map(bits, (x, f(x), float(slope_of(x)), 0.0))))
  for name, (first, second, takes) in FUNCTIONS.items():
    for x in points(whole):
      if takes is None or takes(x):
        at = mpf(x) if not isinf(x) else mpf(10)**1000 * (1 if x > 0 else -1)
        y = value(name, x)
        yield ",".join((name, *(bits(y) for y in (x, y if isinstance(y, float) else rounded(y), rounded(first(at)), rounded(second(at))))))
    yield ",".join((name, *(bits(nan),) * 4))


# ---- two arguments ----

def hypot_partials(a, b):
  """0 at the origin; ±1 in an infinite side, as the value is the size of that side, and 0 in a finite one."""
  if isinf(a) or isinf(b):
    return [copysign(1.0, x) if isinf(x) else 0.0 for x in (a, b)] + [0.0] * 3
  if a == b == 0:
    return [0.0] * 5
  a, b = mpf(a), mpf(b)
  y = sqrt(a * a + b * b)
  return [a / y, b / y, b * b / y**3, -a * b / y**3, a * a / y**3]


def atan2_partials(a, b):
  """NaN at the origin, 0 where a side is infinite."""
  if isinf(a) or isinf(b):
    return [0.0] * 5
  if a == b == 0:
    return [nan] * 5
  a, b = mpf(a), mpf(b)
  square = a * a + b * b
  return [b / square, -a / square, -2 * a * b / square**2, (a * a - b * b) / square**2, 2 * a * b / square**2]


def pow_partials(a, b):
  """
  Nothing moves with the exponent of 0, nor with the base to the power 0; the logarithm of a negative number is NaN, but for a power of 0.
  Only what moves with a negative base to an infinite exponent is not told: its sign would be that of an odd and an even integer.
  """
  if a == 0:
    in_base, curvature = pow_at_zero(a, b)
    return [in_base, 0.0, curvature, 0.0, 0.0]
  if a < 0 and isinf(b):
    return [None] * 5
  if isinf(a):
    return pow_at_infinity(b)
  if a == 1 and isinf(b):
    return [b, 0.0, inf, 1.0, 0.0]
  a, b = finite(a), finite(b)
  if a < 0:
    whole = b == mpmath.floor(b)
    in_exponent = nan if rounded(power(-a, b)) else 0.0
    mixed = 1 / a if b == 0 else nan if rounded(power(-a, b - 1)) else 0.0
    return [b * signed_power(a, b - 1) if whole else nan, in_exponent, b * (b - 1) * signed_power(a, b - 2) if whole else nan, mixed, in_exponent]
  y, log = power(a, b), ln(a)
  return [b * y / a, y * log, b * (b - 1) * y / a**2, y / a * (1 + b * log), y * log**2]


def pow_at_infinity(b):
  """The limits of b·aᵇ⁻¹, aᵇ·log a, b·(b − 1)·aᵇ⁻², aᵇ⁻¹·(1 + b·log a), aᵇ·log² a as a grows."""
  def grows(exponent, factor):
    return 0.0 if factor == 0 or exponent < 0 else copysign(inf, factor) if exponent > 0 else float(factor)
  logs = inf if b >= 0 else 0.0
  return [grows(b - 1, b), logs, grows(b - 2, b * (b - 1) if not isinf(b) else inf), inf if b >= 1 else 0.0, logs]


def power(a, b):
  """aᵇ, where it is not beyond all numbers: mpmath wants to know its digits."""
  log = b * ln(a)
  return exp(log) if abs(log) < 1e6 else mpf(10)**10**5 if log > 0 else mpf(10)**-10**5


def signed_power(a, b):
  return power(-a, b) * (-1 if b % 2 == 1 else 1)


def pow_at_zero(a, b):
  """The one-sided limits from the side of a zero's sign; a power that is not an integer has those of 0 at −0 as well."""
  def slope(exponent, factor):
    if factor == 0 or exponent > 0:
      return 0.0
    if exponent == 0:
      return float(factor)
    negative = a == 0 and copysign(1, a) < 0 and exponent % 2 == 1
    return copysign(inf, factor) * (-1 if negative else 1)
  return slope(b - 1, b), slope(b - 2, b * (b - 1))


def polygamma_partials(n, x):
  """An order is rounded, so nothing moves with it. A pole is infinite where both sides agree, and otherwise NaN."""
  def value(order):
    if x == inf:
      return 0.0
    if x == -inf:
      return nan
    if x <= 0 and x == int(x):
      return inf if order % 2 == 1 else nan
    return psi(order, mpf(x))
  return [0.0, value(int(n) + 1), 0.0, 0.0, value(int(n) + 2)]


def finite(x):
  return mpf(x) if not isinf(x) else mpf(10)**1000 * (1 if x > 0 else -1)


def quotient(a, b):
  return a / b if b else nan if a == 0 or isnan(a) else copysign(inf, a) * copysign(1, b)


def divide_partials(a, b):
  """1 / b, −a / b², 0, −1 / b², 2·a / b³; infinite and zero sides as the quotients 1 / b and a / b have them."""
  if a and b and not isinf(a) and not isinf(b):
    a, b = mpf(a), mpf(b)
    return [1 / b, -a / b**2, 0.0, -1 / b**2, 2 * a / b**3]
  inverse, y = quotient(1.0, b), quotient(a, b)
  return [inverse, -quotient(y, b), 0.0, -quotient(inverse, b), 2 * quotient(quotient(y, b), b)]


def preference(larger):
  def partials(a, b):
    in_a = 0.5 if a == b else 1.0 if (a > b) == larger else 0.0
    return [in_a, 1 - in_a, 0.0, 0.0, 0.0]
  return partials


def extremum(choose, sign):
  return lambda a, b: choose(a, b) if a != b or a else a if copysign(1, a) == sign else b


def tabulated(name):
  def value(a, b):
    f = TWO[name][0]
    mp.dps = 120
    y = f(a, b) if any(isinf(x) or x == 0 for x in (a, b)) else f(mpf(a), mpf(b))
    return float(y) if not isinstance(y, mpf) else rounded(y)
  return value


PLANE = (0.0, -0.0, 1e-300, -1e-160, 1e-8, 0.5, 1.0, -1.0, 3.0, 1e8, 1e160, -1e300, HUGE, inf, -inf)
HALVES = (TINY, 1e-310, NORMAL, 1e-300, 1e-170, 1e-160, 1e-100, 1e-20, 1e-8, 0.1, 0.5, nextafter(1, 0), 1.0, nextafter(1, 2), 1.5, 2.0, 3.0, 7.5, 40.0,
          709.0, 1e4, 1e8, 1e16, 1e100, 1e154, 1e160, 1e200, 1e300, HUGE, inf)
WHOLE_PLANE = (0.0, -0.0, *HALVES, *(-x for x in HALVES))


def pairs(plane, wider=WHOLE_PLANE):
  return lambda whole: [(a, b) for p in (wider if whole else plane,) for a in p for b in p]


def pow_pairs(whole):
  if whole:
    return [(a, b) for a in WHOLE_PLANE for b in (*WHOLE_PLANE, 0.25, 2.5, 4.0, -0.25, -4.0)]
  return [(a, b) for a in (0.0, -0.0, TINY, 1e-300, 1e-8, 0.5, 1.0, nextafter(1, 2), 1.5, 3.0, 1e8, 1e300, HUGE, inf, -0.5, -1.0, -3.0, -1e8)
          for b in (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 7.5, 40.0, 1e8, -0.5, -1.0, -2.0, -3.0, -40.0, inf, -inf)]


def polygamma_pairs(whole):
  return [(n, x) for n in (0.0, 1.0, 2.0, 3.0, 7.0)
          for x in (0.0, -0.0, 1e-20, 0.5, 1.0, 1.4616321449683622, 2.5, 12.0, 1e8, 1e100, inf, -0.5, -1.0, -1.3, -7.5, -inf)]


# name: the value, the partial derivatives, the arguments
PARTIALS = {
  "Add": (lambda a, b: a + b, lambda a, b: [1.0, 1.0, 0.0, 0.0, 0.0], pairs(PLANE)),
  "Subtract": (lambda a, b: a - b, lambda a, b: [1.0, -1.0, 0.0, 0.0, 0.0], pairs(PLANE)),
  "Multiply": (lambda a, b: a * b, lambda a, b: [b, a, 0.0, 1.0, 0.0], pairs(PLANE)),
  "Divide": (quotient, divide_partials, pairs(PLANE)),
  "Maximum": (extremum(max, 1), preference(True), pairs(PLANE)),
  "Minimum": (extremum(min, -1), preference(False), pairs(PLANE)),
  "Hypot": (tabulated("hypot"), hypot_partials, pairs(PLANE)),
  "Atan2": (tabulated("atan2"), atan2_partials, pairs(PLANE)),
  "Pow": (tabulated("pow"), pow_partials, pow_pairs),
  "Polygamma": (tabulated("polygamma"), polygamma_partials, polygamma_pairs),
}


def partial_lines(whole=False):
  for name, (f, partials, points) in PARTIALS.items():
    for point in points(whole):
      found = [f(*point), *partials(*point)]
      yield ",".join((name, *map(bits, point), *("" if y is None else bits(y if isinstance(y, float) else rounded(y)) for y in found)))
    for point in ((nan, 1.5), (1.5, nan), (nan, nan)):
      yield ",".join((name, *map(bits, point), *map(bits, at_nan(name, *point))))


def at_nan(name, a, b):
  """What is not a number makes all NaN but a slope that is the same everywhere, or that of the other factor."""
  if name in ("Add", "Subtract"):
    return [nan, 1.0, -1.0 if name == "Subtract" else 1.0, 0.0, 0.0, 0.0]
  if name == "Multiply":
    return [nan, b, a, 0.0, 1.0, 0.0]
  if name == "Divide":
    return [nan, 1 / b, nan, 0.0, -1 / b**2, nan]
  if name in ("Maximum", "Minimum"):
    return [nan, nan, nan, 0.0, 0.0, 0.0]
  return [nan, 0.0, nan, 0.0, 0.0, nan] if name == "Polygamma" else [nan] * 6


if __name__ == "__main__":
  whole = sys.argv[1:2] == ["--whole"]
  folder = pathlib.Path(sys.argv[2]) if whole else FOLDER
  folder.mkdir(parents=True, exist_ok=True)
  (folder / "derivatives.csv").write_text("\n".join(lines(whole)) + "\n")
  (folder / "partials.csv").write_text("\n".join(partial_lines(whole)) + "\n")
