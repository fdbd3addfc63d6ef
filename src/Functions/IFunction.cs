using System.Numerics;
using Functional.Primitives;

namespace Functional.Functions;

/// <summary>A function with its derivative, for any algebra: what numbers of generic math need of it.</summary>
public interface IDifferentiableMap
{
    /// <summary>What <see cref="Derivative"/> reads; what it does not read may be anything.</summary>
    static virtual Reads Reads => Reads.Inputs;

    /// <summary>The derivative at x, where y is the value there.</summary>
    static abstract A Derivative<A>(A x, A y) where A : IAlgebra<A>;

    /// <summary>The value by a number's own function, or by <see cref="Numbers.Map"/> where generic math has none as good.</summary>
    static abstract T Number<T>(T x) where T : IFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers with its partial derivatives, for any algebra.</summary>
public interface IDifferentiableZip
{
    /// <summary>What <see cref="Derivative"/> in input 0 or 1 reads; what it does not read may be anything.</summary>
    static virtual Reads Reads(int input) => Primitives.Reads.Inputs;

    /// <summary>The partial derivative in input 0 or 1 at (a, b), where y is the value there.</summary>
    static abstract A Derivative<A>(int input, A a, A b, A y) where A : IAlgebra<A>;

    /// <summary>The value by a number's own function, see <see cref="IDifferentiableMap.Number"/>.</summary>
    static abstract T Number<T>(T a, T b) where T : IFloatingPointIeee754<T>;
}

/// <summary>
/// An elementwise function of one input as data. One text each of its value and its derivative makes the loops of the CPU at every
/// width, the kernel of a GPU, the pullback in one pass, derivatives of all orders, and numbers.
/// </summary>
public interface IMapFunction : IDifferentiableMap
{
    /// <summary>What errors call it.</summary>
    static abstract string Name { get; }

    /// <summary>The derivative where it is the same everywhere: 0, 1 or −1.</summary>
    static virtual int? Slope => null;

    /// <summary>Whether the value carries a derivative at all; one that does not is a plain value in every derivative.</summary>
    static virtual bool IsDifferentiable => true;

    /// <summary>Whether integers are among its arguments.</summary>
    static virtual bool TakesIntegers => false;

    /// <summary>The value, of each number alone: nothing here depends on how many there are.</summary>
    static abstract V Apply<V>(V x) where V : struct, ILanes<V>;
}

/// <summary>An elementwise function of two inputs as data, see <see cref="IMapFunction"/>.</summary>
public interface IZipFunction : IDifferentiableZip
{
    /// <summary>What errors call it.</summary>
    static abstract string Name { get; }

    /// <summary>The partial derivative in an input where it is the same everywhere: 0, 1 or −1.</summary>
    static virtual int? Slope(int input) => null;

    /// <summary>Whether integers are among its arguments.</summary>
    static virtual bool TakesIntegers => false;

    /// <summary>The value, of each pair alone.</summary>
    static abstract V Apply<V>(V a, V b) where V : struct, ILanes<V>;
}

/// <summary>A relation between two numbers as data.</summary>
public interface IRelation
{
    /// <summary>What errors call it.</summary>
    static abstract string Name { get; }

    /// <summary>All bits where it holds, none where not.</summary>
    static abstract V Apply<V>(V a, V b) where V : struct, ILanes<V>;
}

/// <summary>A connective of two truth values, which are the bytes 0 and 1, or of two integers bit by bit, as data.</summary>
public interface IConnective
{
    /// <summary>What errors call it.</summary>
    static abstract string Name { get; }

    /// <summary>The connective of each bit.</summary>
    static abstract V Apply<V>(V a, V b) where V : struct, ILanes<V>;
}
