using Functional.Primitives;

namespace Functional;

/// <summary>
/// What a pullback is given: the inputs x, the output y and its cotangent dy. x and y have values only where the primitive's
/// <see cref="Primitive.Reads"/> lists them; shapes always. Some input wants a cotangent.
/// </summary>
internal readonly record struct Backward(Few<int> Frames, Few<Tensor> X, Tensor Y, Tensor DY)
{
    /// <summary>Whether the cotangent of an input is asked for; that of an empty one never is.</summary>
    internal bool Wants(int input) => Frames[input] != Continuation.Unrecorded && X[input].Size > 0;

    /// <summary>Whether that of any input is.</summary>
    internal bool WantsAny
    {
        get
        {
            for (var input = 0; input < Frames.Count; input++)
                if (Wants(input)) return true;
            return false;
        }
    }

    /// <summary>The cotangents of those inputs that want one, each by itself; <paramref name="op"/> spares the rule a closure.</summary>
    internal Cotangents Each<TOp>(TOp op, CotangentOf<TOp> rule)
    {
        if (Frames.Count <= 2) return new(Of(0, op, rule), Frames.Count == 2 ? Of(1, op, rule) : null);
        var all = new Tensor?[Frames.Count];
        for (var input = 0; input < all.Length; input++) all[input] = Of(input, op, rule);
        return new(all);
    }

    Tensor? Of<TOp>(int input, TOp op, CotangentOf<TOp> rule) => Wants(input) ? rule(op, input, this) : null;
}

/// <summary>The cotangent of one input.</summary>
internal delegate Tensor? CotangentOf<TOp>(TOp op, int input, in Backward b);

/// <summary>The cotangents of all inputs of a primitive: null where one is zero, or nobody wants it.</summary>
internal readonly struct Cotangents
{
    readonly Few<Tensor?> all;

    internal Cotangents(Tensor? first, Tensor? second) => all = new(first, second);

    internal Cotangents(Tensor? first, Tensor? second, Tensor? third) => all = new(first, second, third);

    internal Cotangents(ReadOnlySpan<Tensor?> all) => this.all = new(all);

    /// <summary>Integers have no cotangents.</summary>
    internal static Cotangents None => default;

    internal Tensor? this[int input] => all[input];

    /// <summary>That of the first input, or of the only one.</summary>
    public static implicit operator Cotangents(Tensor? only) => new(only, null);
}
