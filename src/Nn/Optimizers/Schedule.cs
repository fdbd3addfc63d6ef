namespace Functional.Nn;

/// <summary>
/// A number that an optimizer uses in each step, such as its rate: always the same, a tensor, or a function of the step.
/// C# numbers and tensors convert to it.
/// </summary>
public abstract record Schedule
{
    /// <summary>The number in a step: float64 [].</summary>
    /// <param name="step">Which step it is, from 1 on: float64 [].</param>
    public abstract Tensor At(Tensor step);

    /// <summary>The number where it is the same in every step and known beforehand; otherwise null.</summary>
    internal virtual double? Always => null;

    /// <summary>A function of the step, made of operations on tensors: float64 [] of float64 [], from 1 on.</summary>
    public static Schedule Of(Func<Tensor, Tensor> at) => new Function(at);

    /// <summary>The same number in every step.</summary>
    public static implicit operator Schedule(double value) => new Constant(value);

    /// <summary>The element of a tensor [] in every step.</summary>
    public static implicit operator Schedule(Tensor value) => new Given(value);

    sealed record Constant(double Value) : Schedule
    {
        internal override double? Always => Value;

        public override Tensor At(Tensor step) => Tensor.Scalar(Value);
    }

    sealed record Given(Tensor Value) : Schedule
    {
        public override Tensor At(Tensor step) => Value.Cast(DType.Float64);
    }

    sealed record Function(Func<Tensor, Tensor> Formula) : Schedule
    {
        public override Tensor At(Tensor step) => Formula(step);
    }
}
