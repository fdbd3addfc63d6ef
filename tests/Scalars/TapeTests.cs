// What the analyzer rejects is done here on purpose, to see what happens at run time.
#pragma warning disable FUN0001

using System.Numerics;
using Xunit;
using static Functional.Scalars;

namespace Functional.Tests.Scalars;

/// <summary>Where derivatives in reverse mode begin and end, and tapes longer than a chunk.</summary>
public class TapeTests
{
    const int Chunk = 16384;

    static void StillWorks() => Assert.Equal((3.0, 2.0), Gradient((x, y) => x * y, 2.0, 3.0));

    [Fact]
    public void An_inner_derivative_may_not_use_a_value_of_the_same_type_from_outside()
    {
        var sentence = Assert.Throws<ScopeException>(() => Gradient((x, y) => x * Gradient((a, b) => a * b * x, 2.0, 3.0).Item1, 1.0, 2.0)).Message;
        Assert.StartsWith("values of two derivatives in reverse mode meet", sentence);
        Assert.Contains("Reverse<Reverse<double>>", sentence);
        Assert.Throws<ScopeException>(() => Gradient((x, y) => x * Gradient((a, b) => x, 2.0, 3.0).Item1, 1.0, 2.0));
        Assert.Throws<ScopeException>(() => Gradient((x, y) => x * Gradient((a, b) => Sum<Reverse<double>>([a, b, x]), 2.0, 3.0).Item1, 1.0, 2.0));
        Assert.Throws<ScopeException>(() => Gradient((x, y) => x * Gradient((a, b) => Checkpoint(() => x * 2), 2.0, 3.0).Item1, 1.0, 2.0));
        StillWorks();
    }

    [Fact]
    public void Derivatives_of_the_same_type_that_share_nothing_nest()
        => Assert.Equal((12 * 2.0, 12 * 1.0), Gradient((x, y) => x * y * (Gradient((a, b) => a * b * a, 2.0, 3.0).Item1), 1.0, 2.0));

    [Fact]
    public void A_value_may_not_outlive_its_derivative()
    {
        Reverse<double> kept = default, other = default;
        Gradient((x, y) => ((kept, other) = (x, y)).Item1, 1.0, 2.0);
        Assert.StartsWith("values of two derivatives", Assert.Throws<ScopeException>(() => Gradient((x, y) => x * kept, 1.0, 2.0)).Message);
        Assert.Throws<ScopeException>(() => Gradient((x, y) => Sin(kept), 1.0, 2.0));
        Assert.StartsWith("a value is used outside", Assert.Throws<ScopeException>(() => kept * other).Message);
        StillWorks();
    }

    [Fact]
    public void A_value_stays_on_its_thread()
    {
        var sentence = Assert.Throws<ScopeException>(() => Gradient((x, y) => Elsewhere(() => x * y), 1.0, 2.0)).Message;
        Assert.Contains("thread", sentence);
        StillWorks();

        // A thread that is not this one, which a task might be.
        static Reverse<double> Elsewhere(Func<Reverse<double>> f)
        {
            var task = new Task<Reverse<double>>(f);
            var thread = new Thread(() => task.RunSynchronously());
            thread.Start();
            thread.Join();
            return task.GetAwaiter().GetResult();
        }
    }

    [Fact]
    public void Threads_have_tapes_of_their_own() => Parallel.For(0, 64, i =>
    {
        var gradient = Gradient(x => Product(x), [.. Enumerable.Range(1, 300).Select(k => 1 + 1.0 / (k + i))]);
        Assert.Equal(Enumerable.Range(1, 300).Aggregate(1.0, (y, k) => y * (1 + 1.0 / (k + i))) / (1 + 1.0 / (1 + i)), gradient[0], 1e-9);
    });

    static Reverse<double> Product(ReadOnlySpan<Reverse<double>> x)
    {
        var y = (Reverse<double>)1;
        foreach (var factor in x) y *= factor;
        return y;
    }

    [Fact]
    public void What_user_code_throws_passes_and_leaves_the_tape_usable()
    {
        Assert.Throws<TimeoutException>(() => Gradient((x, y) => x * y > 1 ? throw new TimeoutException() : x, 1.0, 2.0));
        Assert.Throws<TimeoutException>(() => Gradient((x, y) => x * Gradient((a, b) => throw new TimeoutException(), 1.0, 2.0).Item1, 1.0, 2.0));
        Assert.Throws<TimeoutException>(() => Gradient((x, y) => Checkpoint(() => x * y > 1 ? throw new TimeoutException() : x), 1.0, 2.0));
        StillWorks();
    }

    [Fact]
    public void An_exception_that_the_function_catches_does_not_disturb_it()
        => Assert.Equal((13.0, 1.0), Gradient((x, y) =>
        {
            try
            {
                Gradient((a, b) => a * b > 0 ? throw new TimeoutException() : a, 1.0, 2.0);
            }
            catch (TimeoutException)
            {
            }
            return x * x * x + y + x;
        }, 2.0, 3.0));

    [Fact]
    public void Repeated_gradients_allocate_nothing()
    {
        Free<double>([1, 2, 3, 4], static x
            => Sin(x[0] * x[1]) / (x[2] + 2) + Pow(x[3], 2) * Scalars<double>.Sum(x) - Scalars<double>.Dot(x, x) + Max(x[0], x[1]));
        Free<Dual<double>>([new(1, 1), 2, 3, 4], static x
            => Sin(x[0] * x[1]) / (x[2] + 2) + Scalars<Dual<double>>.Sum(x) * Scalars<Dual<double>>.Dot(x, x));
        Free<double>([1, 2], static x => Erf(x[0] * x[1]) + LogGamma(x[0] + x[1]) * Polygamma(1, x[1]));
        Free<Dual<double>>([new(1, 1), 2], static x => Erf(x[0] * x[1]) + LogGamma(x[0] + x[1]) * Polygamma(1, x[1]));

        static void Free<T>(T[] x, ScalarField<Reverse<T>> f) where T : IFloatingPointIeee754<T>
        {
            var gradient = new T[x.Length];
            // The first one makes the tape. Code that is not optimised yet would allocate: in this project all is optimised at once.
            ValueAndGradient(f, x, gradient);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++) ValueAndGradient(f, x, gradient);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    static class Scalars<T> where T : IFloatingPointIeee754<T>
    {
        internal static Reverse<T> Sum(ReadOnlySpan<Reverse<T>> x) => Functional.Scalars.Sum(x);
        internal static Reverse<T> Dot(ReadOnlySpan<Reverse<T>> x, ReadOnlySpan<Reverse<T>> y) => Functional.Scalars.Dot(x, y);
    }

    [Theory]
    [InlineData(Chunk)]
    [InlineData(2 * Chunk)]
    public void Sums_across_the_border_of_a_chunk_are_whole(int border)
    {
        double[] x = [.. Enumerable.Range(0, 9).Select(i => 0.5 + 0.1 * i)];
        for (var start = border - 12; start < border + 3; start++)
        {
            var expected = Gradient(x => Run(x, start, false), x);
            var found = Gradient(x => Run(x, start, true), x);
            for (var i = 0; i < x.Length; i++) Assert.Equal(expected[i], found[i], 1e-12 * Math.Abs(expected[i]));
        }

        static Reverse<double> Run(ReadOnlySpan<Reverse<double>> x, int entries, bool lean)
        {
            var y = x[0];
            for (var i = 0; i < entries; i++) y = y + x[1] * 1e-5;
            var (sum, dot) = ((Reverse<double>)0, (Reverse<double>)0);
            if (lean) (sum, dot) = (Sum(x), Dot(x, [y, .. x[1..]]));
            else
            {
                foreach (var term in x) sum += term;
                dot = x[0] * y;
                foreach (var term in x[1..]) dot += term * term;
            }
            return sum * dot * y;
        }
    }

    [Fact]
    public void There_may_be_more_arguments_than_a_chunk_holds()
    {
        double[] x = [.. Enumerable.Range(0, 3 * Chunk + 5).Select(i => Math.Cos(i))];
        var gradient = Gradient(x => Dot(x, x) + Sum(x) * x[^1], x);
        for (var i = 0; i < x.Length - 1; i++) Assert.Equal(2 * x[i] + x[^1], gradient[i], 1e-15);
        Assert.Equal(2 * x[^1] + x[^1] + x.Sum(), gradient[^1], 1e-9);
        Assert.Equal(new double[x.Length], Gradient(x => 3, x));
        Assert.Equal(1, Gradient(x => x[^7], x)[^7]);
    }

    [Fact]
    public void Sums_of_few_terms_constants_and_repeated_variables()
    {
        Assert.Equal((0.0, 0.0), Gradient((x, y) => Sum<Reverse<double>>([]), 2.0, 3.0));
        Assert.Equal((0.0, 0.0), Gradient((x, y) => Dot<Reverse<double>>([1, 2], [3, 4]), 2.0, 3.0));
        Assert.Equal((1.0, 0.0), Gradient((x, y) => Sum<Reverse<double>>([x]), 2.0, 3.0));
        Assert.Equal((1.0, 0.0), Gradient((x, y) => Sum<Reverse<double>>([1, x, 2]), 2.0, 3.0));
        Assert.Equal((5.0, 2.0), Gradient((x, y) => Sum<Reverse<double>>([x, x, y, 1, x, x, y, x]), 2.0, 3.0));
        Assert.Equal((4.0, 0.0), Gradient((x, y) => Dot<Reverse<double>>([x], [x]), 2.0, 3.0));
        Assert.Equal((4 + 3 + 7.0, 2 + 5.0), Gradient((x, y) => Dot<Reverse<double>>([x, y, 7, 2], [x, x, x, 1]) + Dot<Reverse<double>>([y], [5]), 2.0, 3.0));
        Assert.Equal(23, Dot<Reverse<double>>([1, 2, 3], [3, 4, 4]).Primal);
        var sentence = Assert.Throws<ArgumentException>(() => Dot<double>([1, 2], [1])).Message;
        Assert.Equal("Dot: the vectors have 2 and 1 elements: make the lengths equal", sentence);
    }

    [Fact]
    public void Results_that_are_arguments_or_constants()
    {
        Assert.Equal((0.0, 1.0), Gradient((x, y) => y, 2.0, 3.0));
        Assert.Equal((0.0, 0.0), Gradient((x, y) => 5, 2.0, 3.0));
        Assert.Equal((0.0, 4.0), Gradient((x, y) => y * 4 + 1, 2.0, 3.0));
        Assert.Empty(Gradient(x => 5, []));
    }

    [Fact]
    public void A_gradient_needs_room_for_every_argument()
        => Assert.Equal("ValueAndGradient: there are 2 arguments, but room for 1 derivatives: make the lengths equal",
            Assert.Throws<ArgumentException>(() => ValueAndGradient<double>(x => x[0], [1, 2], new double[1])).Message);
}
