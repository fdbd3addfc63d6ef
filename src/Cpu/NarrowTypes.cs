using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>
/// The element types that are stored in fewer bits than they are computed in (<see cref="DTypes.Computed"/>). A primitive that only moves
/// elements runs on them as they are; one that computes runs on inputs of the wider type, and its result is made narrow once.
/// </summary>
internal static class NarrowTypes
{
    internal static PlainTensor Evaluate(Primitive op, in Few<Tensor> x)
    {
        var type = x[0].DType;
        // Much of what is computed on small tensors is elementwise, and the dispatch to its rule would take a good part of its time.
        if (type is DType.Float32 or DType.Float64 && op is Map map) return Evaluation.Run(map, x);
        if (type == type.Computed() || Moves(op)) return op.Accept(Evaluation.Rules, x);
        // Inputs that do not fit are refused under the type that they have.
        var narrow = op.Infer(x).DType;
        var y = (ArrayTensor)op.Accept(Evaluation.Rules, x.Select(type, Widened));
        return Conversion.Cast(y, narrow);

        static Tensor Widened(DType type, Tensor x) => x.DType == type ? Conversion.Cast((ArrayTensor)x, type.Computed()) : x;
    }

    /// <summary>Whether a primitive moves or converts elements and computes nothing.</summary>
    internal static bool Moves(Primitive op) => op is Select or Cast or Broadcast or Reshape or Permute or Slice or Pad or Concat or Gather or Transfer;
}
