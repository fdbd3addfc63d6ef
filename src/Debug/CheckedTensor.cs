namespace Functional.Primitives;

/// <summary>
/// A value whose elements are looked at: where some are not finite, it knows how the first of them came to be. It stands below derivatives, whose
/// tangents and cotangents are such values, too.
/// </summary>
/// <param name="value">The value one level below.</param>
/// <param name="contents">What its elements are.</param>
/// <param name="origin">How its first NaN or ∞ came to be; null where it has none, or an ∞ that was given.</param>
/// <param name="place">The layer that computed it.</param>
/// <param name="level">The level of the check.</param>
internal sealed class CheckedTensor(Tensor value, Contents contents, Origin? origin, string? place, long level) : Tracer(value.DType, value.Shape, level)
{
    public override Tensor Value => value;

    internal Origin? Origin => origin;

    internal string? Place => place;

    protected override Tensor Interpret(Primitive op, in Few<Tensor> x)
    {
        // This value will hold what is computed here.
        Region.AbandonCurrent();
        var y = op.Apply(x.Select(Level, static (level, each) => each is CheckedTensor own && own.Level == level ? own.Value : each));
        var found = Contents.Of(y);
        return new CheckedTensor(y, found, found.IsFinite ? null : OriginOf(op, x, found), Whereabouts.Current ?? PlaceOf(x), Level);
    }

    /// <summary>That of the first input that has one: what is not finite is passed on. An ∞ that was given, such as a mask, is nobody's fault.</summary>
    Origin? OriginOf(Primitive op, Few<Tensor> x, Contents y)
    {
        var isInfinite = false;
        for (var i = 0; i < x.Count; i++)
        {
            var own = x[i] is CheckedTensor tensor && tensor.Level == Level ? tensor : null;
            if (own?.Origin is { } passed) return passed;
            var input = own?.contents ?? Contents.Of(x[i]);
            if (input.HasNaN) return Origin.Captured(op, x, input);
            isInfinite |= input.HasInfinity;
        }
        return isInfinite && !y.HasNaN ? null : Origin.Made(op, x, y);
    }

    readonly Contents contents = contents;

    static string? PlaceOf(Few<Tensor> x)
    {
        for (var i = x.Count - 1; i >= 0; i--)
            if (x[i] is CheckedTensor { Place: { } place }) return place;
        return null;
    }
}
