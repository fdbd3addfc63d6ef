using Functional.Graphs;

namespace Functional.Primitives;

/// <summary>Elementwise formulas of several tensors that a device may compute in one pass over memory.</summary>
public static class Fusion
{
    /// <summary>Fewer elements are computed one primitive at a time before the formula is traced.</summary>
    const int Fewest = 1 << 15;

    /// <summary>
    /// The results of a function of tensors of one shape that applies <see cref="Map"/> alone: by the device where all are plain, otherwise one
    /// primitive at a time.
    /// </summary>
    public static Tensor[] Run(Tensor[] inputs, Func<Tensor[], Tensor[]> formula)
        => inputs.OfType<Lent>().MaxBy(lent => lent.Level) is { } lent ? lent.Step.Compute(inputs, values => Run(values, formula))
        : Array.TrueForAll(inputs, input => input is PlainTensor { Size: >= Fewest }) ? Fused(inputs, formula).Apply(inputs)
        : formula(inputs);

    static Fused Fused(Tensor[] inputs, Func<Tensor[], Tensor[]> formula)
        => new(Tracing.Run([.. inputs.Select(each => new Parameter("", TensorType.Of(each)))], [.. inputs.Select(each => each.Device)], formula).Graph);
}
