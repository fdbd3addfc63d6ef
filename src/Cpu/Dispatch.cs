using System.Numerics;

namespace Functional.Cpu;

/// <summary>Makes an array of elements of any type.</summary>
internal interface IFactory : IElementWork<ArrayTensor>;

/// <summary>Work on an array whose element type does not matter.</summary>
internal interface IKernel
{
    ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged;
}

/// <summary>Work on an array of int32, int64, float32 or float64, the types that numbers are computed in.</summary>
internal interface INumberKernel
{
    ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, INumber<T>;
}

/// <summary>Work on an array of float32 or float64.</summary>
internal interface IFloatKernel
{
    ArrayTensor Run<T>(ArrayTensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Kernels by the element type of the array they run on.</summary>
/// <remarks>Kernels of numbers and of floats never meet a narrow type: see <see cref="NarrowTypes"/>.</remarks>
internal static class Dispatch
{
    internal static ArrayTensor Create<TFactory>(DType dtype, TFactory factory) where TFactory : struct, IFactory, allows ref struct
        => dtype.Dispatch<TFactory, ArrayTensor>(factory);

    internal static ArrayTensor OnNumbers<TKernel>(this ArrayTensor x, TKernel kernel) where TKernel : struct, INumberKernel => x switch
    {
        ArrayTensor<float> a => kernel.Run(a),
        ArrayTensor<double> a => kernel.Run(a),
        ArrayTensor<int> a => kernel.Run(a),
        ArrayTensor<long> a => kernel.Run(a),
        _ => throw NotComputed(x),
    };

    internal static ArrayTensor OnFloats<TKernel>(this ArrayTensor x, TKernel kernel) where TKernel : struct, IFloatKernel => x switch
    {
        ArrayTensor<float> a => kernel.Run(a),
        ArrayTensor<double> a => kernel.Run(a),
        _ => throw NotComputed(x),
    };

    /// <summary>Primitives refuse what they do not take before it comes here.</summary>
    static InvalidOperationException NotComputed(ArrayTensor x) => new($"there is no such kernel for {x.DType.Name()}");
}
