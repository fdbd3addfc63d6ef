using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "llsq": half the squared distance between the signs of n points t in −1 … 1 and the polynomial of t with coefficients x [m],
/// and its gradient in x.
/// </summary>
internal static class LinearLeastSquares
{
    internal sealed record Input(double[] X, int N) : Runs;

    internal static readonly Module Module = new Module<Input, (Tensor X, int N)>("llsq", Prepare)
    {
        { "primal", input => Recycling(x => Objective(x, input.N))(input.X), Arrays.Number },
        { "gradient", input => Grad(x => Objective(x, input.N))(input.X), Arrays.Vector },
    };

    internal static Tensor Objective(Tensor x, int n)
    {
        var t = Tensor.Arange(0, n, dtype: DType.Float64) * 2 / (n - 1) - 1;
        // Horner's rule.
        var polynomial = x[^1];
        for (var j = 2; j <= x.Size; j++) polynomial = polynomial * t + x[^j];
        return 0.5 * Sum(Square(Sign(t) - polynomial));
    }

    static (Tensor, int) Prepare(Input input)
        => input.X.Length == 0 ? throw new ArgumentException("'x' is empty: the polynomial needs a coefficient")
        : input.N is < 2 or > 1 << 28 ? throw new ArgumentException($"'n' is {input.N}: two points or more are needed, and {1 << 28} at most")
        : (Tensor.Of(input.X), input.N);
}
