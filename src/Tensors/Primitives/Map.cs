using System.Runtime.CompilerServices;

namespace Functional.Primitives;

/// <summary>A function of one or more inputs applied to every element, or to the elements at every place, of tensors of one shape.</summary>
public abstract record Map : Primitive
{
    /// <summary>Beyond so many devices the record forgets all kernels and begins anew.</summary>
    const int MostDevices = 8;

    Compiled? compiled;

    /// <summary>What the field calls the function.</summary>
    public abstract string Name { get; }

    /// <summary>The name of the function.</summary>
    public sealed override string Title => Name;

    /// <summary>A tangent or cotangent times the derivative with respect to one input; null where that is zero everywhere.</summary>
    public abstract Tensor? Chain(int input, Tensor d, Few<Tensor> x, Tensor y);

    /// <summary>What a device makes of the function.</summary>
    protected abstract TKernel Compile<TKernel>(IMapRules<TKernel> rules) where TKernel : class;

    /// <summary>What a device makes of the function, made once: the record keeps the kernels of eight devices.</summary>
    public TKernel Kernel<TKernel>(IMapRules<TKernel> rules) where TKernel : class
        => compiled is { } first && ReferenceEquals(first.Rules, rules) ? Unsafe.As<TKernel>(first.Kernel) : Further(rules);

    TKernel Further<TKernel>(IMapRules<TKernel> rules) where TKernel : class
    {
        var first = compiled;
        for (var each = first?.Next; each is not null; each = each.Next)
            if (ReferenceEquals(each.Rules, rules)) return Unsafe.As<TKernel>(each.Kernel);
        var kernel = Compile(rules);
        // Two threads at once may both make one, of which one is forgotten.
        compiled = first is { Count: < MostDevices } ? new(rules, kernel, first) : new(rules, kernel, null);
        return kernel;
    }

    /// <inheritdoc/>
    public sealed override TResult Accept<TCall, TResult>(IRules<TCall, TResult> rules, TCall call) => rules.Map(this, call);

    /// <inheritdoc/>
    public override (DType DType, Shape Shape) Infer(in Few<Tensor> x) => InferAlike(x);

    /// <summary>Two records are equal if they apply the same function: kernels do not count.</summary>
    public virtual bool Equals(Map? other) => ReferenceEquals(this, other) || other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    (DType DType, Shape Shape) InferAlike(in Few<Tensor> x)
    {
        for (var i = 1; i < x.Count; i++)
            if (x[i].DType != x[0].DType)
                throw new DTypeException($"{Name}: left is {x[0].DType.Name()}, right is {x[i].DType.Name()}: convert one with Cast");
            else if (x[i].Shape != x[0].Shape)
                throw new ShapeException($"{Name}: left is {x[0].Shape}, right is {x[i].Shape}: shapes differ");
        return (x[0].DType, x[0].Shape);
    }

    /// <summary>The type and shape of the result of a function of floats, or of any numbers.</summary>
    private protected (DType, Shape) InferNumbers(in Few<Tensor> x, bool takesIntegers)
    {
        var (type, shape) = (x[0].DType, x[0].Shape);
        // What nearly every call is needs no more.
        if (type.IsFloat() && (x.Count == 1 || x.Count == 2 && x[1].DType == type && ReferenceEquals(x[1].Shape, shape))) return (type, shape);
        return type.IsFloat() || takesIntegers && type != DType.Bool || x.Count > 1 && x[1].DType != type ? InferAlike(x)
            : throw new DTypeException(x.Count == 1
                ? $"{Name}: the tensor is {type.Name()}{(takesIntegers ? "" : ", not float32 or float64")}: convert it with Cast"
                : $"{Name}: the tensors are {type.Name()}{(takesIntegers ? "" : ", not float32 or float64")}: convert them with Cast");
    }

    /// <summary>A kernel, and those made before.</summary>
    sealed class Compiled(object rules, object kernel, Compiled? next)
    {
        internal object Rules => rules;
        internal object Kernel => kernel;
        internal Compiled? Next => next;
        internal int Count { get; } = 1 + (next?.Count ?? 0);
    }
}
