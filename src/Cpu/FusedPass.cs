using Functional.Primitives;

namespace Functional.Cpu;

/// <summary>
/// Computes an elementwise function of several arrays in one pass: it is run once on stand-ins that note its primitives, which are then
/// applied to one cache-sized piece of the arrays after the other.
/// </summary>
internal static class FusedPass
{
    /// <summary>Elements of a piece: its intermediate results stay in the first levels of the cache.</summary>
    const int Piece = 2048;

    /// <summary>The results of a function that maps tensors of one shape to tensors of that shape by <see cref="Map"/> alone.</summary>
    internal static Tensor[] Run(Tensor[] inputs, Func<Tensor[], Tensor[]> function)
        => inputs is [ArrayTensor<float>, ..] ? Run<float>(inputs, function)
        : inputs is [ArrayTensor<double>, ..] ? Run<double>(inputs, function)
        : function(inputs);

    static Tensor[] Run<T>(Tensor[] inputs, Func<Tensor[], Tensor[]> function) where T : unmanaged
    {
        // Small tensors, views and values inside a derivative are computed one primitive at a time.
        var shape = inputs[0].Shape;
        if (shape.Size <= Piece || inputs.Any(x => x is not ArrayTensor<T> || x.Shape != shape)) return function(inputs);
        var program = new FusedProgram(shape, inputs[0].DType);
        var given = Array.ConvertAll(inputs, x => (ArrayTensor<T>)x);
        var outputs = function(Array.ConvertAll(given, x => x.IsRepeated ? program.Constant(x) : program.Input())).Select(program.SlotOf).ToArray();
        // What repeats is a constant of the program.
        var arrays = Array.ConvertAll(given, x => x.IsRepeated ? x : (ArrayTensor<T>)x.Contiguous());
        var results = outputs.Select(_ => Memory.Allocate<T>(shape.Size)).ToArray();
        var pieces = (shape.Size + Piece - 1) / Piece;
        var perTask = Math.Max(1, Rows.Chunk / Piece);
        Workers.For((pieces + perTask - 1) / perTask, task =>
        {
            using var scratch = new FusedScratch<T>(program, arrays, Piece);
            for (var piece = task * perTask; piece < Math.Min(pieces, (task + 1) * perTask); piece++)
                scratch.Compute(piece * Piece, Math.Min(Piece, shape.Size - piece * Piece), outputs, results);
        });
        return [.. results.Select(result => new ArrayTensor<T>(shape, result))];
    }
}
