using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.GradBench.Evals;

/// <summary>The eval "lse": log Σ exp xᵢ of a vector, computed without overflow from its elements, and the gradient.</summary>
internal static class LogSumExp
{
    internal sealed record Input(double[] X) : Runs;

    internal static readonly Module Module = new Module<Input, Tensor>("lse", Prepare)
    {
        { "primal", Recycling(Value), Arrays.Number },
        { "gradient", Grad(Value), Arrays.Vector },
    };

    internal static Tensor Value(Tensor x)
    {
        // The value does not depend on the shift, so the shift is a constant.
        var shift = StopGradient(Max(x));
        return shift + Log(Sum(Exp(x - shift)));
    }

    static Tensor Prepare(Input input) => input.X.Length > 0 ? Tensor.Of(input.X) : throw new ArgumentException("'x' is empty: nothing has no maximum");
}
