#!/usr/bin/env python3
"""Writes the first and second derivatives of the elementwise functions of one argument at awkward points.

A line is the function, the argument, and both derivatives rounded to float64, as the bits of float64 numbers in hexadecimal digits.
They are computed by closed forms with 120 digits (mpmath; Debian: python3-mpmath). At ±∞ they are those of ±10^1000.

    python3 tools/Accuracy/derivatives.py
"""

import pathlib
from math import inf, isinf, nextafter

import mpmath
from mpmath import cos, cosh, erfc, exp, ln, mp, mpf, pi, sin, sinh, sqrt, tan, tanh

from reference import bits, normal_quantile, rounded
from samples import HUGE, NORMAL, TINY

FILE = pathlib.Path(__file__).parents[2] / "tests/properties/References/derivatives.csv"

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
  "SinPi": (lambda x: pi * mpmath.cospi(x), lambda x: -pi**2 * mpmath.sinpi(x), lambda x: abs(x) < 1e15),
  "Sinc": (sinc_slope, sinc_curvature, lambda x: abs(x) < 1e15 or isinf(x)),
  "CosPi": (lambda x: -pi * mpmath.sinpi(x), lambda x: -pi**2 * mpmath.cospi(x), lambda x: abs(x) < 1e15),
}

SIZES = (TINY, 1e-310, NORMAL, 1e-300, 1e-160, 1e-100, 1e-20, 1e-10, 1e-5, 1e-3, 0.1, 0.25, 0.46875, 0.5, 0.75, 0.9, 0.999,
         nextafter(1, 0), 1.0, nextafter(1, 2), 1.25, 1.5, 2.0, 2.5, 3.0, 5.0, 8.5, 9.0, 12.0, 19.0, 26.0, 37.0, 40.0, 100.0, 700.0, 709.0, 744.0, 1e4, 1e8,
         1e15, 1e100, 1e150, 1e155, 1e160, 1e200, 1e300, HUGE, inf)


def lines():
  for name, (first, second, takes) in FUNCTIONS.items():
    for x in sorted({0.0, *SIZES, *(-size for size in SIZES)}):
      if takes is None or takes(x):
        at = mpf(x) if not isinf(x) else mpf(10)**1000 * (1 if x > 0 else -1)
        yield ",".join((name, *(bits(y) for y in (x, rounded(first(at)), rounded(second(at))))))


if __name__ == "__main__":
  FILE.parent.mkdir(parents=True, exist_ok=True)
  FILE.write_text("\n".join(lines()) + "\n")
