using System.Numerics;

namespace Functional.Testing;

/// <summary>A function over any type of numbers, as one of tensors: its arguments and results are those of F in a row, cut into shapes.</summary>
/// <typeparam name="F">The function.</typeparam>
/// <typeparam name="T">The numbers that the tensors consist of: <c>double</c> or <c>float</c>.</typeparam>
internal sealed class NumberFunction<F, T>(Shape[] arguments, Shape[] results) : Function
    where F : IVectorField where T : unmanaged, IFloatingPointIeee754<T>
{
    internal override Tensor[] Value(Tensor[] x)
    {
        var y = Room(results);
        F.Invoke<T>(Row(x), y);
        return Cut(y, results);
    }

    internal override (Tensor[], Tensor[]) Jvp(Tensor[] x, Tensor[] dx)
    {
        var (y, dy) = (Room(results), Room(results));
        Modes.Forward<F, T>(Row(x), Row(dx), y, dy);
        return (Cut(y, results), Cut(dy, results));
    }

    internal override (Tensor[], Func<Tensor[], Tensor[]>) Vjp(Tensor[] x)
    {
        var row = Row(x);
        return (Cut(Run(Room(results)).Y, results), dy => Cut(Run(Row(dy)).Gradient, arguments));

        (T[] Y, T[] Gradient) Run(T[] dy)
        {
            var (y, gradient) = (Room(results), Room(arguments));
            Modes.Reverse<F, T>(row, dy, y, gradient);
            return (y, gradient);
        }
    }

    internal override IEnumerable<(string, Func<Tensor[], Tensor[], Tensor[]>)> Tangents =>
    [
        ("lanes", (x, dx) => Cut(Modes.Lanes<F, T>(Row(x), Row(dx), Size(results)), results)),
        ("jet", (x, dx) => Cut(Modes.Jet<F, T>(Row(x), Row(dx), Size(results)), results)),
    ];

    internal override Function Tangent => new NumberFunction<TangentOf<F>, T>([.. arguments, .. arguments], results);

    internal override Function Gradient => new NumberFunction<GradientOf<F>, T>([.. arguments, .. results], arguments);

    internal override Function Single => new NumberFunction<F, float>(arguments, results);

    static T[] Room(Shape[] shapes) => new T[Size(shapes)];

    static int Size(Shape[] shapes) => shapes.Sum(shape => shape.Size);

    static T[] Row(Tensor[] tensors) => [.. tensors.SelectMany(each => each.ToArray<T>())];

    static Tensor[] Cut(T[] row, Shape[] shapes)
    {
        var start = 0;
        return Array.ConvertAll(shapes, shape => Tensor.From(row[start..(start += shape.Size)], shape));
    }
}
