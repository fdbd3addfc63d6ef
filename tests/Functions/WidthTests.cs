using System.Numerics;
using Functional.Accuracy;
using Functional.Functions;
using Xunit;

namespace Functional.Tests.Functions;

/// <summary>A value has the same bits in a register of any width.</summary>
public class WidthTests
{
    public static TheoryData<string> Maps => [.. Catalog.Maps];
    public static TheoryData<string> Zips => [.. Catalog.Zips];

    [Theory, MemberData(nameof(Maps))]
    public void A_function_has_the_same_bits_at_every_width(string function) => Catalog.Visit(function, new MapComparison());

    [Theory, MemberData(nameof(Zips))]
    public void A_function_of_two_arguments_has_the_same_bits_at_every_width(string function) => Catalog.Visit(function, new ZipComparison());

    sealed class MapComparison : IMapVisitor<bool>
    {
        public bool Visit<F>() where F : struct, IMapFunction
        {
            Compare<F, float>(Filled(Awkward.Singles, 16));
            Compare<F, double>(Filled(Awkward.Doubles, 8));
            return true;
        }

        static void Compare<F, T>(T[] x) where F : struct, IMapFunction where T : unmanaged, IFloatingPointIeee754<T>
        {
            T[] one = new T[x.Length], y = new T[x.Length];
            Loop.Map<F, Lane<T>, T>(x, one);
            Loop.Map<F, Lanes128<T>, T>(x, y);
            AssertSame(one, y, x);
            Loop.Map<F, Lanes256<T>, T>(x, y);
            AssertSame(one, y, x);
            Loop.Map<F, Lanes512<T>, T>(x, y);
            AssertSame(one, y, x);
        }
    }

    sealed class ZipComparison : IZipVisitor<bool>
    {
        public bool Visit<F>() where F : struct, IZipFunction
        {
            var pairs = References.Zips.ContainsKey(F.Name) ? Enumerable.Range(0, 1 << 14).Select(i => Pairs.At(i)) : [];
            var tabulated = TableWalk.Lines(F.Name).Select(line => (A: line[0], B: line[1]));
            (double A, double B)[] all = [.. pairs.Select(pair => ((double)pair.A, (double)pair.B)), .. tabulated];
            Compare<F, float>(Filled(all.Select(pair => (float)pair.A), 16), Filled(all.Select(pair => (float)pair.B), 16));
            Compare<F, double>(Filled(all.Select(pair => pair.A), 8), Filled(all.Select(pair => pair.B), 8));
            return true;
        }

        static void Compare<F, T>(T[] a, T[] b) where F : struct, IZipFunction where T : unmanaged, IFloatingPointIeee754<T>
        {
            T[] one = new T[a.Length], y = new T[a.Length];
            Loop.Zip<F, Lane<T>, T>(a, b, one);
            Loop.Zip<F, Lanes128<T>, T>(a, b, y);
            AssertSame(one, y, a);
            Loop.Zip<F, Lanes256<T>, T>(a, b, y);
            AssertSame(one, y, a);
            Loop.Zip<F, Lanes512<T>, T>(a, b, y);
            AssertSame(one, y, a);
        }
    }

    static T[] Filled<T>(IEnumerable<T> numbers, int width) where T : struct
    {
        var array = numbers.ToArray();
        return [.. array, .. new T[(width - array.Length % width) % width]];
    }

    /// <summary>What NaN carries is not part of a value.</summary>
    static void AssertSame<T>(T[] expected, T[] actual, T[] arguments) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.True(expected[i].Equals(actual[i]) && T.IsNegative(expected[i]) == T.IsNegative(actual[i]) || T.IsNaN(expected[i]) && T.IsNaN(actual[i]),
                $"{actual[i]} instead of {expected[i]} at {arguments[i]}");
    }
}
