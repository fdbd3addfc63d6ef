using System.Numerics;
using Functional.Cpu;
using Functional.Primitives;
using static System.Runtime.InteropServices.MemoryMarshal;

namespace Functional.Functions;

/// <summary>A function of two values as data: its name, its derivatives, and (in the interfaces below) how to compute it.</summary>
internal interface IZipFunction
{
    static abstract string Name { get; }

    /// <summary>What <see cref="Chain"/> reads.</summary>
    static virtual Reads Reads => Reads.Inputs;

    /// <summary>d times the derivative with respect to one input; null where that is zero everywhere.</summary>
    static abstract Tensor? Chain(int input, Tensor d, Tensor a, Tensor b, Tensor y);
}

/// <summary>A function of two numbers. The row forms are overridden where vectorised ones exist.</summary>
internal interface INumberZip<TSelf> : IZipFunction where TSelf : INumberZip<TSelf>
{
    static abstract T Scalar<T>(T a, T b) where T : INumber<T>;

    static virtual void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = TSelf.Scalar(a[i], b[i]);
    }

    static virtual void Row<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = TSelf.Scalar(a[i], b);
    }

    static virtual void Row<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = TSelf.Scalar(a, b[i]);
    }
}

/// <summary>A function of two floating-point numbers.</summary>
internal interface IFloatZip<TSelf> : IZipFunction, IDifferentiableZip where TSelf : IFloatZip<TSelf>
{
    static bool IDifferentiableZip.ReadsValue => TSelf.Reads.HasFlag(Reads.Output);
}

/// <summary>A relation between two numbers.</summary>
internal interface ICompare
{
    static abstract string Name { get; }

    static abstract bool Holds<T>(T a, T b) where T : INumber<T>;
}

/// <summary>A connective of two truth values.</summary>
internal interface ILogic
{
    static abstract string Name { get; }

    static abstract bool Holds(bool a, bool b);
}

/// <summary>The primitive that applies a function of two numbers.</summary>
internal sealed record NumberZip<F> : Zip where F : INumberZip<F>
{
    public override string Name => F.Name;

    public override Reads Reads => F.Reads;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Chain(input, d, x[0], x[1], y);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
        => x[0].DType != DType.Bool || x[1].DType != DType.Bool ? base.Infer(x)
        : throw new DTypeException($"{Name}: the tensors are bool: convert them with Cast");

    internal override ArrayTensor Evaluate(ArrayTensor a, ArrayTensor b) => a switch
    {
        ArrayTensor<float> x => Elementwise.Zip<float, float, Rows<float>>(x, (ArrayTensor<float>)b),
        ArrayTensor<double> x => Elementwise.Zip<double, double, Rows<double>>(x, (ArrayTensor<double>)b),
        ArrayTensor<int> x => Elementwise.Zip<int, int, Rows<int>>(x, (ArrayTensor<int>)b),
        _ => Elementwise.Zip<long, long, Rows<long>>((ArrayTensor<long>)a, (ArrayTensor<long>)b),
    };

    internal override void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        if (typeof(T) == typeof(float)) F.Row(Cast<T, float>(a), Cast<T, float>(b), Cast<T, float>(y));
        else F.Row(Cast<T, double>(a), Cast<T, double>(b), Cast<T, double>(y));
    }

    readonly struct Rows<T> : IRowZip<T, T> where T : unmanaged, INumber<T>
    {
        public static void Apply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => F.Row(a, b, y);
        public static void Apply(ReadOnlySpan<T> a, T b, Span<T> y) => F.Row(a, b, y);
        public static void Apply(T a, ReadOnlySpan<T> b, Span<T> y) => F.Row(a, b, y);
    }
}

/// <summary>The primitive that applies a function of two floating-point numbers.</summary>
internal sealed record FloatZip<F> : Zip where F : IFloatZip<F>
{
    public override string Name => F.Name;

    public override Reads Reads => F.Reads;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => F.Chain(input, d, x[0], x[1], y);

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
        => x[0].DType.IsFloat() || x[0].DType != x[1].DType ? base.Infer(x)
        : throw new DTypeException($"{Name}: the tensors are {x[0].DType.Name()}, not float32 or float64: convert them with Cast");

    internal override ArrayTensor Evaluate(ArrayTensor a, ArrayTensor b) => a switch
    {
        ArrayTensor<float> x => Elementwise.Zip<float, float, Loop<float>>(x, (ArrayTensor<float>)b),
        _ => Elementwise.Zip<double, double, Loop<double>>((ArrayTensor<double>)a, (ArrayTensor<double>)b),
    };

    internal override void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        if (typeof(T) == typeof(float)) Each(Cast<T, float>(a), Cast<T, float>(b), Cast<T, float>(y));
        else Each(Cast<T, double>(a), Cast<T, double>(b), Cast<T, double>(y));
    }

    static void Each<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = F.Scalar(a[i], b[i]);
    }

    readonly struct Loop<T> : IScalarZip<T, T, Loop<T>> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Scalar(T a, T b) => F.Scalar(a, b);
    }
}

/// <summary>The primitive that says where a relation holds; its result is bool and has no derivative.</summary>
internal sealed record Compare<F> : Zip where F : ICompare
{
    public override string Name => F.Name;

    public override Reads Reads => Reads.Nothing;

    public override bool IsDifferentiable => false;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x) => (DType.Bool, base.Infer(x).Shape);

    internal override ArrayTensor Evaluate(ArrayTensor a, ArrayTensor b) => a switch
    {
        ArrayTensor<float> x => Elementwise.Zip<float, bool, Loop<float>>(x, (ArrayTensor<float>)b),
        ArrayTensor<double> x => Elementwise.Zip<double, bool, Loop<double>>(x, (ArrayTensor<double>)b),
        ArrayTensor<int> x => Elementwise.Zip<int, bool, Loop<int>>(x, (ArrayTensor<int>)b),
        ArrayTensor<long> x => Elementwise.Zip<long, bool, Loop<long>>(x, (ArrayTensor<long>)b),
        _ => throw new DTypeException($"{Name}: bool values have no order: use Xor, And, Or, Not"),
    };

    readonly struct Loop<T> : IScalarZip<T, bool, Loop<T>> where T : unmanaged, INumber<T>
    {
        public static bool Scalar(T a, T b) => F.Holds(a, b);
    }
}

/// <summary>The primitive that connects truth values.</summary>
internal sealed record Logic<F> : Zip where F : ILogic
{
    public override string Name => F.Name;

    public override Reads Reads => Reads.Nothing;

    public override bool IsDifferentiable => false;

    internal override Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y) => null;

    internal override (DType DType, Shape Shape) Infer(Few<Tensor> x)
        => x[0].DType == DType.Bool ? base.Infer(x) : throw new DTypeException($"{Name}: the tensors are {x[0].DType.Name()}, not bool");

    internal override ArrayTensor Evaluate(ArrayTensor a, ArrayTensor b)
        => Elementwise.Zip<bool, bool, Loop>((ArrayTensor<bool>)a, (ArrayTensor<bool>)b);

    readonly struct Loop : IScalarZip<bool, bool, Loop>
    {
        public static bool Scalar(bool a, bool b) => F.Holds(a, b);
    }
}

/// <summary>Rows computed element by element.</summary>
internal interface IScalarZip<T, TResult, TSelf> : IRowZip<T, TResult> where TSelf : IScalarZip<T, TResult, TSelf>
{
    static abstract TResult Scalar(T a, T b);

    static void IRowZip<T, TResult>.Apply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<TResult> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = TSelf.Scalar(a[i], b[i]);
    }

    static void IRowZip<T, TResult>.Apply(ReadOnlySpan<T> a, T b, Span<TResult> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = TSelf.Scalar(a[i], b);
    }

    static void IRowZip<T, TResult>.Apply(T a, ReadOnlySpan<T> b, Span<TResult> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = TSelf.Scalar(a, b[i]);
    }
}
