using static Functional.ForwardMode;
using static Functional.Operations;

namespace Functional.GradBench.Evals;

/// <summary>The eval that says hello: x², and its derivative.</summary>
internal static class Hello
{
    internal static readonly Module Module = new HelloModule();

    /// <summary>Its input is a plain number, which is not told how often to run.</summary>
    sealed class HelloModule : Module
    {
        internal HelloModule()
        {
            Add("square", Square);
            Add("double", Derivative(Square));
        }

        internal override string Name => "hello";

        void Add(string name, Func<Tensor, Tensor> compute) => Functions.Add(name, json =>
        {
            var x = Tensor.Scalar(json.GetDouble());
            var (result, nanoseconds) = Measurement.Repeat(new Once(), () => compute(x));
            return (Arrays.Number(result), nanoseconds);
        });

        sealed record Once : Runs;
    }
}
