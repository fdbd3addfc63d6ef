namespace Functional.Testing;

/// <summary>A function from float tensors to float tensors with its derivatives, whatever it is written in.</summary>
internal abstract class Function
{
    internal abstract Tensor[] Value(Tensor[] x);

    /// <summary>The value and the tangent J(x)·dx.</summary>
    internal abstract (Tensor[] Value, Tensor[] Tangent) Jvp(Tensor[] x, Tensor[] dx);

    /// <summary>The value and the pullback, dy ↦ J(x)ᵀ·dy.</summary>
    internal abstract (Tensor[] Value, Func<Tensor[], Tensor[]> Pullback) Vjp(Tensor[] x);

    /// <summary>The gradient of the only result in yet another way, if there is one.</summary>
    internal virtual Tensor[]? Grad(Tensor[] x) => null;

    /// <summary>Other ways to the tangent, (x, dx) ↦ J(x)·dx, with their names.</summary>
    internal virtual IEnumerable<(string Check, Func<Tensor[], Tensor[], Tensor[]> Tangent)> Tangents => [];

    /// <summary>(x, dx) ↦ J(x)·dx.</summary>
    internal abstract Function Tangent { get; }

    /// <summary>(x, dy) ↦ J(x)ᵀ·dy.</summary>
    internal abstract Function Gradient { get; }

    /// <summary>The function for float32 tensors.</summary>
    internal abstract Function Single { get; }
}

/// <summary>A function in operations of tensors.</summary>
internal sealed class TensorFunction(Func<Tensor[], Tensor[]> f, int arguments, int results) : Function
{
    internal override Tensor[] Value(Tensor[] x) => f(x);

    internal override (Tensor[], Tensor[]) Jvp(Tensor[] x, Tensor[] dx) => ForwardMode.Jvp(f, x, dx);

    internal override (Tensor[], Func<Tensor[], Tensor[]>) Vjp(Tensor[] x) => ReverseMode.Vjp(f, x);

    internal override Tensor[] Grad(Tensor[] x) => ReverseMode.Grad<Tensor[]>(x => f(x)[0])(x);

    internal override Function Tangent
        => new TensorFunction(given => Jvp(given[..arguments], given[arguments..]).Item2, 2 * arguments, results);

    internal override Function Gradient
        => new TensorFunction(given => Vjp(given[..arguments]).Item2(given[arguments..]), arguments + results, arguments);

    internal override Function Single => this;
}
