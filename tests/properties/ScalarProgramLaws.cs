using System.Numerics;
using System.Reflection;
using FsCheck;
using FsCheck.Xunit;
using Functional.Functions;
using Functional.Primitives;
using Xunit;
using static FsCheck.Fluent.Prop;
using static Functional.Scalars;
using static Functional.Tests.Properties.Arbitraries;

namespace Functional.Tests.Properties;

/// <summary>Random programs have the same derivatives in every type of numbers, and those of differences.</summary>
public class ScalarProgramLaws
{
    const int Arguments = 3, Length = 12;

    /// <summary>An operation on two values so far, the first of which it may ignore, with a constant.</summary>
    public readonly record struct Step(int Operation, int A, int B, double Constant);

    /// <summary>A straight line of steps with branches and loops inside, on values between −2 and 2.</summary>
    public sealed class Program(double[] x, double[] direction, Step[] steps) : ICurve
    {
        public static Program Of(Draw draw)
            => new(draw.Numbers([Arguments], -1.5, 1.5).ToArray<double>(), draw.Numbers([Arguments], -1, 1).ToArray<double>(), Steps(draw));

        public override string ToString() => $"{string.Join("; ", steps)} at ({string.Join(", ", x)}) along ({string.Join(", ", direction)})";

        public double[] X => x;
        public double[] Direction => direction;

        public T At<T>(T t) where T : IFloatingPointIeee754<T>
        {
            var arguments = new T[Arguments];
            for (var i = 0; i < Arguments; i++) arguments[i] = T.CreateChecked(x[i]) + T.CreateChecked(direction[i]) * t;
            return Run<T>(arguments);
        }

        public T Run<T>(ReadOnlySpan<T> arguments) where T : IFloatingPointIeee754<T>
        {
            List<T> known = [.. arguments];
            foreach (var step in steps) known.Add(Apply(step, known[step.A], known[step.B], known));
            return known[^1] + known[^2] * known[^3];
        }

        /// <summary>The same in checkpoints, one inside the other.</summary>
        public Reverse<T> RunInCheckpoints<T>(ReadOnlySpan<Reverse<T>> arguments) where T : IFloatingPointIeee754<T>
        {
            List<Reverse<T>> known = [.. arguments];
            foreach (var step in steps)
                known.Add(Checkpoint(() =>
                {
                    var inner = Checkpoint(() => Apply(step, known[step.A], known[step.B], known));
                    return step.A % 2 == 0 ? inner : Apply(step, inner, known[step.B], known) * known[step.A] - inner;
                }));
            return Checkpoint(x => x[^1] + x[^2] * x[^3], known.ToArray());
        }

        public Reverse<T> RunWithoutCheckpoints<T>(ReadOnlySpan<Reverse<T>> arguments) where T : IFloatingPointIeee754<T>
        {
            List<Reverse<T>> known = [.. arguments];
            foreach (var step in steps)
            {
                var inner = Apply(step, known[step.A], known[step.B], known);
                known.Add(step.A % 2 == 0 ? inner : Apply(step, inner, known[step.B], known) * known[step.A] - inner);
            }
            return known[^1] + known[^2] * known[^3];
        }

        static Step[] Steps(Draw draw)
            => [.. Enumerable.Range(Arguments, Length).Select(known => new Step(draw.Int(0, 17), draw.Int(0, known - 1), draw.Int(0, known - 1), draw.Int(1, 8) / 4.0))];

        static T Apply<T>(Step step, T a, T b, IReadOnlyList<T> known) where T : IFloatingPointIeee754<T>
        {
            var c = T.CreateChecked(step.Constant);
            return step.Operation switch
            {
                0 => T.Sin(a) + b,
                1 => a - T.Cos(b) * c,
                2 => a * T.Tanh(b),
                3 => a / (b * b + T.One),
                4 => T.Exp(T.Sin(a)) - c,
                5 => T.Log(a * a + c),
                6 => T.Sqrt(a * a + b * b + c),
                7 => T.Atan2(a, b * b + c),
                8 => T.Pow(T.Exp(T.Sin(a)), T.Sin(b)),
                9 => T.Hypot(a, c) - T.Cbrt(b * b + T.One),
                10 => T.Sin(a + b) * Power(T.Cos(b), 3),
                11 => (int)Math.Floor(double.CreateChecked(step.Constant) * 4) % 2 == 0 ? T.FusedMultiplyAdd(T.Sin(a), b, c) : T.Lerp(a, b, T.Sin(a)),
                12 => T.Sin(Scalars.Sum<T>([.. known])),
                13 => T.Tanh(Scalars.Dot<T>([a, b, c, a], [c, a, T.One, a])),
                14 => c,
                15 => a * c - T.LogP1(b * b),
                16 => Wave(a, 4) / c,
                _ => -a,
            };
        }

        static T Power<T>(T x, int n) where T : IFloatingPointIeee754<T> => n == 0 ? T.One : n % 2 == 0 ? Power(x * x, n / 2) : x * Power(x, n - 1);

        static T Wave<T>(T x, int times) where T : IFloatingPointIeee754<T>
        {
            for (var i = 0; i < times; i++) x = i % 2 == 0 ? T.Sin(x) + T.One : T.Exp(-x * x);
            return x;
        }
    }

    [Property]
    public Property All_numbers_agree_with_each_other_and_with_differences() => ForAll(Of(Program.Of), drawn =>
    {
        var program = drawn.Value;
        var (first, error) = ScalarLaws.Difference(program.At, 0);
        var (second, secondError) = ScalarLaws.Difference(t => program.At(new Dual<double>(t, 1)).Tangent, 0);
        double?[] expected = [program.At(0.0), first, second, null], errors = [0, error, secondError];
        foreach (var face in Face.All)
        {
            var found = face.Derivatives(program, 0);
            for (var order = 0; order < found.Length; order++)
                Close(expected[order] ??= found[order], found[order], 1e-10, 4 * (errors.ElementAtOrDefault(order) ?? 0), $"{face}, derivative {order}");
        }
    });

    [Property]
    public Property A_gradient_is_the_row_of_lanes_and_checkpoints_do_not_change_it() => ForAll(Of(Program.Of), drawn =>
    {
        var program = drawn.Value;
        var gradient = Gradient(program.Run, program.X);
        var lanes = JacobianForward((x, y) => y[0] = program.Run(x), program.X, 1);
        for (var i = 0; i < Arguments; i++) Close(gradient[i], lanes[0, i], 1e-11, 0, "lanes");
        Close(gradient.Zip(program.Direction, (g, d) => g * d).Sum(), Derivative(program.At, 0), 1e-11, 0, "Dual");

        var (plain, inCheckpoints) = (Gradient(program.RunWithoutCheckpoints, program.X), Gradient(program.RunInCheckpoints, program.X));
        var (product, productInCheckpoints) = (HessianVector(program.RunWithoutCheckpoints, program.X, program.Direction), HessianVector(program.RunInCheckpoints, program.X, program.Direction));
        for (var i = 0; i < Arguments; i++)
        {
            Close(plain[i], inCheckpoints[i], 1e-11, 0, "checkpoints");
            Close(product[i], productInCheckpoints[i], 1e-10, 0, "second derivatives in checkpoints");
        }
    });

    [Property]
    public Property A_Hessian_is_symmetric_and_its_product_with_a_vector_is_that_of_one_pass() => ForAll(Of(Program.Of), drawn =>
    {
        var program = drawn.Value;
        var hessian = Hessian(program.Run, program.X);
        var (gradient, product) = GradientAndHessianVector<double>(program.Run, program.X, program.Direction);
        var curvature = 0.0;
        for (var i = 0; i < Arguments; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < Arguments; j++)
            {
                Close(hessian[i, j], hessian[j, i], 1e-10, 0, "symmetry");
                sum += hessian[i, j] * program.Direction[j];
            }
            Close(sum, product[i], 1e-10, 0, "product");
            Close(Gradient(program.Run, program.X)[i], gradient[i], 1e-12, 0, "gradient");
            curvature += program.Direction[i] * sum;
        }
        Close(Derivative(t => Derivative(program.At, t), 0), curvature, 1e-10, 0, "along the direction");
    });

    [Fact]
    public void Jacobians_agree_in_both_modes_at_all_sizes()
    {
        int[] sizes = [0, 1, 7, 8, 9, 17, 33];
        foreach (var n in sizes)
            foreach (var m in sizes)
            {
                var x = new Draw(n).Numbers([n], 0.5, 1.5).ToArray<double>();
                var (forward, reverse, either) = (JacobianForward(Waves.Invoke, x, m), JacobianReverse(Waves.Invoke, x, m), Jacobian<Waves, double>(x, m));
                var single = JacobianForward(Waves.Invoke, (ReadOnlySpan<float>)Array.ConvertAll(x, each => (float)each), m);
                Assert.Equal((m, n), (forward.GetLength(0), forward.GetLength(1)));
                Assert.Equal((m, n), (reverse.GetLength(0), reverse.GetLength(1)));
                for (var i = 0; i < m; i++)
                    for (var j = 0; j < n; j++)
                    {
                        Close(forward[i, j], reverse[i, j], 1e-12, 0, $"J[{i}, {j}] of [{m}, {n}]");
                        Close(forward[i, j], either[i, j], 1e-12, 0, $"J[{i}, {j}] of [{m}, {n}]");
                        Close(forward[i, j], single[i, j], 2e-5, 0, $"J[{i}, {j}] of [{m}, {n}] in float");
                        Close(Math.Cos(x[j] + i % 4) * (1 + j % 3) + (i % n == j ? x[(i + 1) % n] : 0) + ((i + 1) % n == j ? x[i % n] : 0), forward[i, j], 1e-12, 0, "formula");
                    }
            }
    }

    sealed class Waves : IVectorField
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = x.Length == 0 ? T.One : x[i % x.Length] * x[(i + 1) % x.Length];
                for (var j = 0; j < x.Length; j++) y[i] += T.Sin(x[j] + T.CreateChecked(i % 4)) * T.CreateChecked(1 + j % 3);
            }
        }
    }

    // tensors

    public static IEnumerable<object[]> Shared => Samples.Of.Keys
        .Where(type => type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Map<>) || type.GetGenericTypeDefinition() == typeof(Zip<>)))
        .Select(type => (object[])[type.GetGenericArguments()[0]]);

    /// <summary>One text serves tensors, registers and numbers.</summary>
    [PropertyTheory, MemberData(nameof(Shared))]
    public Property A_function_has_the_same_derivative_for_tensors_and_for_numbers(Type function) => ForAll(SamplesOf((IsMap(function) ? typeof(Map<>) : typeof(Zip<>)).MakeGenericType(function)), drawn =>
    {
        var check = typeof(ScalarProgramLaws).GetMethod(IsMap(function) ? nameof(CheckMap) : nameof(CheckZip), BindingFlags.NonPublic | BindingFlags.Static)!;
        check.MakeGenericMethod(function).Invoke(null, BindingFlags.DoNotWrapExceptions, null, drawn.Value.Inputs, null);
    });

    static bool IsMap(Type function) => typeof(IMapFunction).IsAssignableFrom(function);

    static void CheckMap<F>(Tensor x) where F : struct, IMapFunction
    {
        var y = Tensor.From(Array.ConvertAll(x.ToArray<double>(), F.Number), x.Shape);
        Equal(Map<F>.Op.Chain(0, Tensor.Ones(x.Shape, DType.Float64), new(x), y), [.. x.ToArray<double>().Zip(y.ToArray<double>(), Slope.Of<F, double>)]);
    }

    static void CheckZip<F>(Tensor a, Tensor b) where F : struct, IZipFunction
    {
        var (left, right) = (a.ToArray<double>(), b.ToArray<double>());
        double[] y = [.. left.Zip(right, F.Number)];
        for (var input = 0; input < 2; input++)
            Equal(Zip<F>.Op.Chain(input, Tensor.Ones(a.Shape, DType.Float64), new(a, b), Tensor.From(y, a.Shape)),
                [.. y.Select((value, i) => Slope.Of<F, double>(input, left[i], right[i], value))]);
    }

    static void Equal(Tensor? chain, double[] derivative)
    {
        var expected = chain?.ToArray<double>() ?? new double[derivative.Length];
        for (var i = 0; i < derivative.Length; i++) Close(expected[i], derivative[i], 1e-13, 0, $"element {i}");
    }

    static void Close(double expected, double found, double relative, double absolute, string what)
        => Assert.True(Math.Abs(expected - found) <= relative * (1 + Math.Abs(expected)) + absolute, $"{what}: {found:R} is not {expected:R}");
}
