using Functional.Functions;

namespace Functional.Primitives;

/// <summary>
/// How a device turns the function of a <see cref="Map"/>, which is a type, into a kernel of its own: one loop on the CPU, one kernel on a
/// graphics card. There is one kind of function per member.
/// </summary>
/// <typeparam name="TKernel">What a device keeps of a function.</typeparam>
public interface IMapRules<TKernel> where TKernel : class
{
    /// <summary>A function of one input.</summary>
    TKernel Map<F>() where F : struct, IMapFunction;

    /// <summary>A function of two inputs.</summary>
    TKernel Zip<F>() where F : struct, IZipFunction;

    /// <summary>A relation of two numbers; its result is bool.</summary>
    TKernel Relation<F>() where F : struct, IRelation;

    /// <summary>A connective of two truth values.</summary>
    TKernel Connective<F>() where F : struct, IConnective;

    /// <summary>The chain rule of a function of one input; its inputs are those that <see cref="Chains"/> lists.</summary>
    TKernel MapChain<F>() where F : struct, IMapFunction;

    /// <summary>The chain rule of a function of two inputs with respect to one of them.</summary>
    TKernel ZipChain<F>(int input) where F : struct, IZipFunction;
}
