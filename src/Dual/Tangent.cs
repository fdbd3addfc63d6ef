namespace Functional;

/// <summary>What the functions of forward mode have in common: a function is run on dual numbers, in the name of the one that was called.</summary>
public static class Tangent
{
    /// <summary>The value of f at x, and its tangent along dx.</summary>
    public static (TY Y, TY Tangent) Along<TX, TY>(string operation, Func<TX, TY> f, TX x, TX dx)
        => Along<TX, TY, ValueTuple>(operation, x => (f(x), default), x, dx) is var (y, dy, _) ? (y, dy) : default;

    /// <summary>With an auxiliary result, which is returned as plain values.</summary>
    public static (TY Y, TY Tangent, TAux Aux) Along<TX, TY, TAux>(string operation, Func<TX, (TY Y, TAux Aux)> f, TX x, TX dx)
    {
        Tree.RequireLeaves(operation, x);
        var scope = new ForwardScope(operation);
        try
        {
            var (y, aux) = f(Tree.Zip(x, dx, (x, dx) => Seed(scope, x, dx)));
            return (Tree.Map(y, scope.Primal), Tree.Map(y, y => scope.Tangent(y) ?? Tensor.ZerosLike(y)), Tree.Map(aux, scope.Primal));
        }
        finally
        {
            scope.End();
        }
    }

    static DualTensor Seed(ForwardScope scope, Tensor x, Tensor dx)
    {
        var argument = $"{scope.Operation}: an argument is";
        if (!x.DType.IsFloat()) throw new DTypeException($"{argument} {x.DType.Name()}, which has no derivative: pass float32 or float64, or capture it");
        if (x.DType != dx.DType) throw new DTypeException($"{argument} {x.DType.Name()}, its tangent is {dx.DType.Name()}: convert one with Cast");
        if (x.Shape != dx.Shape) throw new ShapeException($"{argument} {x.Shape}, its tangent is {dx.Shape}: shapes differ");
        return new(scope, x, dx);
    }
}
