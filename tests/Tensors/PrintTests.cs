using System.Globalization;
using Xunit;

namespace Functional.Tests.Tensors;

/// <summary>The strings are those that NumPy 1.24 prints.</summary>
public class PrintTests
{
    static void Prints(string expected, Tensor x) => Assert.Equal(expected, x.ToString());

    static Tensor D(params double[] elements) => Tensor.Of<double>(elements);

    [Fact]
    public void Points_meet()
    {
        Prints("[  3.14159265 100.5       ]", D(3.14159265, 100.5));
        Prints("[1. 2. 3.]", Tensor.Of(1f, 2f, 3f));
        Prints("[-1.  -0.5  0.   0.5  1. ]", D(-1, -0.5, 0, 0.5, 1));
        Prints("[0.1        0.12345679]", D(0.1, 0.123456789012));
        Prints("[0.1 0.2]", Tensor.Of(0.1f, 0.2f));
    }

    [Fact]
    public void Very_large_and_small_numbers_have_exponents()
    {
        Prints("[1.e-05 1.e+00]", D(1e-5, 1));
        Prints("[1.e+08 1.e+00]", D(1e8, 1));
        Prints("[1.e-05]", D(1e-5));
        Prints("[[ 1.e+10  1.e-10]\n [ 1.e+00 -1.e+00]]", D(1e10, 1e-10, 1, -1).Reshape(2, 2));
        Prints("[1.0000000e+08 1.2345679e+08]", Tensor.Of(1e8f, 123456789f));
        Prints("[1.e+300 1.e-300]", D(1e300, 1e-300));
    }

    [Fact]
    public void Special_values_are_aligned()
    {
        Prints("[[ 1.5 -2. ]\n [ nan  inf]]", D(1.5, -2, double.NaN, double.PositiveInfinity).Reshape(2, 2));
        Prints("[-inf   1.]", D(double.NegativeInfinity, 1));
        Prints("[nan]", D(double.NaN));
    }

    [Fact]
    public void Integers_and_truths_are_aligned_right()
    {
        Prints("[  1  10 100]", Tensor.Of(1, 10, 100));
        Prints("[  1 -10]", Tensor.Of(1L, -10L));
        Prints("[ True False]", Tensor.Of(true, false));
    }

    [Fact]
    public void Scalars_print_all_their_digits()
    {
        Prints("3.0", Tensor.Scalar(3.0));
        Prints("0.1", Tensor.Scalar(0.1f));
        Prints("True", Tensor.Scalar(true));
        Prints("5", Tensor.Scalar(5));
        Prints("1e+16", Tensor.Scalar(1e16));
        Prints("1e+22", Tensor.Scalar(1e22));
        Prints("1e-05", Tensor.Scalar(1e-5));
        Prints("123456789.123", Tensor.Scalar(123456789.123));
        Prints("0.0", Tensor.Scalar(0.0));
        Prints("nan", Tensor.Scalar(float.NaN));
        Prints("-inf", Tensor.Scalar(double.NegativeInfinity));
    }

    [Fact]
    public void Numbers_of_16_bits_print_no_more_digits_than_they_have()
    {
        Prints("[0.1    0.3333 2.    ]", D(0.1, 1.0 / 3, 2).Cast(DType.Float16));
        Prints("[0.1   0.334 2.   ]", D(0.1, 1.0 / 3, 2).Cast(DType.BFloat16));
        Prints("[6.55e+04 6.00e-08]", D(65504, 6e-8).Cast(DType.Float16));
        Prints("[6.55e+04 9.00e-41]", D(65504, 1e-40).Cast(DType.BFloat16));
        Prints("[ nan -inf  -0.]", D(double.NaN, double.NegativeInfinity, -0.0).Cast(DType.Float16));
        Prints("0.1", Tensor.Scalar((Half)0.1));
        Prints("65500.0", Tensor.Scalar(Half.MaxValue));
        Prints("6e-08", Tensor.Scalar(Half.Epsilon));
        Prints("3.39e+38", Tensor.Scalar(BFloat16.MaxValue));
        Prints("0.1", Tensor.Scalar((BFloat16)0.1f));
        Prints("[  0   7 255]", Tensor.Of<byte>(0, 7, 255));
    }

    [Fact]
    public void Every_number_of_16_bits_prints_as_few_digits_as_are_read_back()
    {
        foreach (var bits in SixteenBits.Patterns)
        {
            var (half, brain) = (BitConverter.UInt16BitsToHalf(bits), BFloat16.FromBits(bits));
            if (Half.IsFinite(half)) Reads(half, Tensor.Scalar(half).ToString(), Half.Parse);
            if (BFloat16.IsFinite(brain)) Reads(brain, Tensor.Scalar(brain).ToString(), BFloat16.Parse);
        }

        static void Reads<T>(T x, string text, Func<string, IFormatProvider?, T> parse) where T : notnull
        {
            Assert.Equal(x, parse(text, CultureInfo.InvariantCulture));
            foreach (var shorter in SixteenBits.Shorter(text)) Assert.NotEqual(x, parse(shorter, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Empty_tensors_are_empty_brackets()
    {
        Prints("[]", Tensor.Zeros([0]));
        Prints("[]", Tensor.Zeros([0, 3]));
        Prints("[]", Tensor.Zeros([2, 0]));
    }

    [Fact]
    public void Brackets_nest()
    {
        Prints("[[[ 0  1  2  3]\n  [ 4  5  6  7]\n  [ 8  9 10 11]]\n\n [[12 13 14 15]\n  [16 17 18 19]\n  [20 21 22 23]]]", Tensor.Arange(24).Reshape(2, 3, 4));
        Prints("[[[[0 1]\n   [2 3]]]\n\n\n [[[4 5]\n   [6 7]]]]", Tensor.Arange(8).Reshape(2, 1, 2, 2));
    }

    [Fact]
    public void The_middle_of_long_axes_is_left_out()
    {
        Prints("[[   0    1    2 ...  997  998  999]\n [1000 1001 1002 ... 1997 1998 1999]]", Tensor.Arange(2000).Reshape(2, 1000));
        Prints("[   0.    1.    2. ...  998.  999. 1000.]", Tensor.Arange(1001).Cast(DType.Float64));
    }

    [Fact]
    public void Long_lines_are_wrapped()
    {
        Prints("[0.         0.14285714 0.28571429 0.42857143 0.57142857 0.71428571\n 0.85714286 1.         1.14285714 1.28571429 1.42857143 1.57142857\n "
            + "1.71428571 1.85714286 2.         2.14285714 2.28571429 2.42857143\n 2.57142857 2.71428571 2.85714286 3.         3.14285714 3.28571429\n "
            + "3.42857143 3.57142857 3.71428571 3.85714286 4.         4.14285714]", Tensor.Arange(0, 30, dtype: DType.Float64) / 7);
        Prints("[[    0  1000  2000  3000  4000  5000  6000  7000  8000  9000 10000 11000\n  12000 13000 14000 15000 16000 17000 18000 19000 20000 21000 22000 23000\n  "
            + "24000 25000 26000 27000 28000 29000]\n [30000 31000 32000 33000 34000 35000 36000 37000 38000 39000 40000 41000\n  "
            + "42000 43000 44000 45000 46000 47000 48000 49000 50000 51000 52000 53000\n  54000 55000 56000 57000 58000 59000]]", Tensor.Arange(60).Reshape(2, 30) * 1000);
    }

    [Fact]
    public void Views_print_what_they_show() => Prints("[[0 2]\n [1 3]]", Tensor.Arange(4).Reshape(2, 2).T);
}
