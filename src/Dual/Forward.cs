namespace Functional.Primitives;

/// <summary>What a tangent rule is given: the inputs x, their tangents dx (absent where an input is constant), and the output y.</summary>
public readonly record struct Forward(Few<Tensor> X, Few<Tensor?> DX, Tensor Y)
{
    /// <summary>The page of forward mode: the tangent of each primitive's output, or nothing where it is zero.</summary>
    public static IRules<Forward, Tensor?> Rules => Tangents.Rules;
}
