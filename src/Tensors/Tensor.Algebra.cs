using Functional.Functions;
using Functional.Primitives;

namespace Functional;

/// <summary>Tensors as the algebra in which the derivatives of elementwise functions are written, so that these can be differentiated again.</summary>
public abstract partial class Tensor : IAlgebra<Tensor>
{
    static Tensor IAlgebra<Tensor>.Like(double value, Tensor x) => Formulas.Repeated(value, x);
    static Tensor IAlgebra<Tensor>.Map<F>(Tensor x) => Map<F>.Op.Apply(x);
    static Tensor IAlgebra<Tensor>.Zip<F>(Tensor a, Tensor b) => Operations.Zip(Zip<F>.Op, a, b);
    static Tensor IAlgebra<Tensor>.WhereLess(Tensor a, Tensor b, Tensor then, Tensor otherwise)
        => Operations.Where(Operations.Less(a, b), then, otherwise);
    static Tensor IAlgebra<Tensor>.WhereEqual(Tensor a, Tensor b, Tensor then, Tensor otherwise)
        => Operations.Where(Operations.Equal(a, b), then, otherwise);
}
