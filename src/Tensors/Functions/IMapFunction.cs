using System.Numerics;
using Functional.Cpu;
using Functional.Primitives;
using static System.Runtime.InteropServices.MemoryMarshal;

namespace Functional.Functions;

/// <summary>A function of one value as data: its name, its derivative, and (in the interfaces below) how to compute it.</summary>
internal interface IMapFunction
{
    static abstract string Name { get; }

    /// <summary>What <see cref="Chain"/> reads.</summary>
    static virtual Reads Reads => Reads.Inputs;

    /// <summary>Whether the value carries a derivative at all; one that does not is a plain value in every derivative.</summary>
    static virtual bool IsDifferentiable => true;

    /// <summary>d times the derivative at x, where y is the value there; null where that is zero everywhere.</summary>
    static abstract Tensor? Chain(Tensor d, Tensor x, Tensor y);
}

/// <summary>A function of floating-point numbers. The row form is overridden where a vectorised one exists.</summary>
internal interface IFloatMap<TSelf> : IMapFunction, IDifferentiableMap where TSelf : IFloatMap<TSelf>
{
    static bool IDifferentiableMap.ReadsValue => TSelf.Reads.HasFlag(Reads.Output);

    static virtual void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) y[i] = TSelf.Scalar(x[i]);
    }
}

/// <summary>A function of any numbers.</summary>
internal interface INumberMap<TSelf> : IMapFunction where TSelf : INumberMap<TSelf>
{
    static abstract T Scalar<T>(T x) where T : INumber<T>;

    static virtual void Row<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++) y[i] = TSelf.Scalar(x[i]);
    }
}

/// <summary>The primitive that applies a function of floating-point numbers.</summary>
internal sealed record FloatMap<F> : Map where F : IFloatMap<F>
{
    public override string Name => F.Name;

    public override Reads Reads => F.Reads;

    public override bool IsDifferentiable => F.IsDifferentiable;

    internal override Tensor? Chain(Tensor d, Tensor x, Tensor y) => F.Chain(d, x, y);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
        => x[0].DType.IsFloat() ? (x[0].DType, x[0].Shape)
        : throw new DTypeException($"{Name}: the tensor is {x[0].DType.Name()}, not float32 or float64: convert it with Cast");

    internal override ArrayTensor Evaluate(ArrayTensor x) => x switch
    {
        ArrayTensor<float> a => Elementwise.Map<float, float, Rows<float>>(a),
        _ => Elementwise.Map<double, double, Rows<double>>((ArrayTensor<double>)x),
    };

    internal override void Row<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        if (typeof(T) == typeof(float)) F.Row(Cast<T, float>(x), Cast<T, float>(y));
        else F.Row(Cast<T, double>(x), Cast<T, double>(y));
    }

    readonly struct Rows<T> : IRowMap<T, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static void Apply(ReadOnlySpan<T> x, Span<T> y) => F.Row(x, y);
    }
}

/// <summary>The primitive that applies a function of any numbers.</summary>
internal sealed record NumberMap<F> : Map where F : INumberMap<F>
{
    public override string Name => F.Name;

    public override Reads Reads => F.Reads;

    internal override Tensor? Chain(Tensor d, Tensor x, Tensor y) => F.Chain(d, x, y);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
        => x[0].DType != DType.Bool ? (x[0].DType, x[0].Shape)
        : throw new DTypeException($"{Name}: the tensor is bool: convert it with Cast");

    internal override ArrayTensor Evaluate(ArrayTensor x) => x switch
    {
        ArrayTensor<float> a => Elementwise.Map<float, float, Rows<float>>(a),
        ArrayTensor<double> a => Elementwise.Map<double, double, Rows<double>>(a),
        ArrayTensor<int> a => Elementwise.Map<int, int, Rows<int>>(a),
        _ => Elementwise.Map<long, long, Rows<long>>((ArrayTensor<long>)x),
    };

    internal override void Row<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        if (typeof(T) == typeof(float)) F.Row(Cast<T, float>(x), Cast<T, float>(y));
        else F.Row(Cast<T, double>(x), Cast<T, double>(y));
    }

    readonly struct Rows<T> : IRowMap<T, T> where T : unmanaged, INumber<T>
    {
        public static void Apply(ReadOnlySpan<T> x, Span<T> y) => F.Row(x, y);
    }
}
