using Functional.Nn;
using static Functional.Operations;

namespace Functional.Tests.Outside;

/// <summary>A layer of two parts from outside of the library: one layer's results, each let through as far as the other says (Y. Dauphin et al. 2017).</summary>
sealed record Gated(Layer Value, Layer Gate) : Layer
{
    public override IReadOnlyList<Layer> Parts => [Value, Gate];

    public override Shape Output(Shape input)
        => Value.Output(input) == Gate.Output(input) ? Value.Output(input)
        : throw new ShapeException($"Gated: the value is {Value.Output(input)}, its gate is {Gate.Output(input)}: shapes differ");

    public override (Params Params, State State) Init(Key key, Shape input)
    {
        var (value, gate) = (Value.Init(key.Fold(0), input), Gate.Init(key.Fold(1), input));
        return (Params.Empty.With("value", value.Params).With("gate", gate.Params), State.Empty.With("value", value.State).With("gate", gate.State));
    }

    public override (Tensor Y, State Next) Apply(Params p, State s, Tensor x, Mode mode)
    {
        var (value, first) = Value.Apply(p.Child("value"), s.Child("value"), x, mode.Part(0));
        var (gate, second) = Gate.Apply(p.Child("gate"), s.Child("gate"), x, mode.Part(1));
        return (value * Sigmoid(gate), State.Empty.With("value", first).With("gate", second));
    }
}
