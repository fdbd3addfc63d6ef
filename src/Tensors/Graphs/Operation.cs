using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>What a step of a graph does: a <see cref="Primitive"/>, or a <see cref="Block"/> with graphs inside.</summary>
public abstract record Operation
{
    /// <summary>What errors and listings call it.</summary>
    public virtual string Title => GetType().Name;

    /// <summary>Applies it to tensors of any level.</summary>
    public abstract Tensor[] Apply(Tensor[] x);
}

/// <summary>A part of a program that is made of graphs, and may have several results.</summary>
public abstract record Block : Operation
{
    /// <summary>The graphs inside.</summary>
    public abstract IEnumerable<Graph> Bodies { get; }

    /// <summary>The types of the results for inputs of these types.</summary>
    public abstract Sequence<TensorType> Infer(IReadOnlyList<TensorType> x);
}
