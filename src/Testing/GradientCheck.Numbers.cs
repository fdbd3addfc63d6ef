using FsCheck;
using FsCheck.Fluent;

namespace Functional.Testing;

// Functions over any type of numbers, in .NET's generic math. They are given by a type, because the check runs them with many types of numbers.
public static partial class GradientCheck
{
    /// <summary>Checks the derivative of a function of one number at x.</summary>
    /// <typeparam name="F">The function.</typeparam>
    /// <param name="x">A finite number.</param>
    /// <param name="options">What to compare, and how closely.</param>
    /// <param name="function">What the report calls the function; unless given, the name of its type.</param>
    /// <returns>The report of a check that passed.</returns>
    /// <exception cref="GradientException">A derivative is wrong, or none could be checked.</exception>
    /// <exception cref="ArgumentException">The function cannot be checked at x; the message says why.</exception>
    public static GradientReport Verify<F>(double x, GradientOptions? options = null, string? function = null) where F : IScalarFunction
        => Examine<F>(x, options, function).OrThrow();

    /// <summary>Checks the derivatives of a function from a vector to a number at x.</summary>
    /// <inheritdoc cref="Verify{F}(double, GradientOptions?, string?)"/>
    public static GradientReport Verify<F>(ReadOnlySpan<double> x, GradientOptions? options = null, string? function = null) where F : IScalarField
        => Examine<F>(x, options, function).OrThrow();

    /// <summary>Checks the derivatives of a function from a vector to a vector at x.</summary>
    /// <param name="x">Finite numbers, as many as the function reads.</param>
    /// <param name="outputs">How many numbers the function fills.</param>
    /// <inheritdoc cref="Verify{F}(double, GradientOptions?, string?)"/>
    public static GradientReport Verify<F>(ReadOnlySpan<double> x, int outputs, GradientOptions? options = null, string? function = null)
        where F : IVectorField
        => Examine<F>(x, outputs, options, function).OrThrow();

    /// <summary>As <see cref="Verify{F}(double, GradientOptions?, string?)"/>, but whatever it finds is returned.</summary>
    public static GradientReport Examine<F>(double x, GradientOptions? options = null, string? function = null) where F : IScalarFunction
        => OfNumber<F>(options, function)(Tensor.Scalar(x));

    /// <inheritdoc cref="Examine{F}(double, GradientOptions?, string?)"/>
    public static GradientReport Examine<F>(ReadOnlySpan<double> x, GradientOptions? options = null, string? function = null) where F : IScalarField
        => OfVector<F>(options, function)(Tensor.Of(x));

    /// <inheritdoc cref="Examine{F}(double, GradientOptions?, string?)"/>
    public static GradientReport Examine<F>(ReadOnlySpan<double> x, int outputs, GradientOptions? options = null, string? function = null)
        where F : IVectorField
        => OfVector<F>(outputs, options, function)(Tensor.Of(x));

    /// <summary>Checks the derivative of a function of one number at random numbers; what fails is shrunk to a simple one.</summary>
    /// <param name="inputs">What to draw numbers from; unless given, those from −2 to 2.</param>
    /// <param name="options">What to compare, how closely, and how often.</param>
    /// <param name="function">What the report calls the function; unless given, the name of its type.</param>
    /// <exception cref="GradientException">A derivative is wrong, or none could be checked at any input.</exception>
    /// <exception cref="ArgumentException">The function does not take an input that was drawn; the message shows it.</exception>
    public static void ForAll<F>(Gen<double>? inputs = null, GradientOptions? options = null, string? function = null) where F : IScalarFunction
        => ForAll(Tensors(inputs), OfNumber<F>(options, function), options);

    /// <summary>Checks the derivatives of a function from a vector to a number at random vectors, such as <see cref="Inputs.Numbers"/>.</summary>
    /// <inheritdoc cref="ForAll{F}(Gen{double}?, GradientOptions?, string?)"/>
    public static void ForAll<F>(Gen<double[]> inputs, GradientOptions? options = null, string? function = null) where F : IScalarField
        => ForAll(Tensors(inputs), OfVector<F>(options, function), options);

    /// <summary>Checks the derivatives of a function from a vector to a vector at random vectors.</summary>
    /// <inheritdoc cref="ForAll{F}(Gen{double}?, GradientOptions?, string?)"/>
    public static void ForAll<F>(Gen<double[]> inputs, int outputs, GradientOptions? options = null, string? function = null) where F : IVectorField
        => ForAll(Tensors(inputs), OfVector<F>(outputs, options, function), options);

    /// <summary>The check as a property, for those who run FsCheck themselves; a failure is labelled with its report.</summary>
    public static Property Property<F>(Gen<double>? inputs = null, GradientOptions? options = null, string? function = null) where F : IScalarFunction
        => Property(Tensors(inputs), OfNumber<F>(options, function));

    /// <inheritdoc cref="Property{F}(Gen{double}?, GradientOptions?, string?)"/>
    public static Property Property<F>(Gen<double[]> inputs, GradientOptions? options = null, string? function = null) where F : IScalarField
        => Property(Tensors(inputs), OfVector<F>(options, function));

    /// <inheritdoc cref="Property{F}(Gen{double}?, GradientOptions?, string?)"/>
    public static Property Property<F>(Gen<double[]> inputs, int outputs, GradientOptions? options = null, string? function = null) where F : IVectorField
        => Property(Tensors(inputs), OfVector<F>(outputs, options, function));

    static Gen<Tensor> Tensors(Gen<double>? inputs) => (inputs ?? Inputs.Number()).Select(Tensor.Scalar);

    static Gen<Tensor> Tensors(Gen<double[]> inputs) => inputs.Select(x => Tensor.Of<double>(x));

    static Func<Tensor, GradientReport> OfNumber<F>(GradientOptions? options, string? function) where F : IScalarFunction
        => x => Examine<FieldOfNumber<F>>(x, 0, Shape.Scalar, options, function ?? Printed.Of(typeof(F)));

    static Func<Tensor, GradientReport> OfVector<F>(GradientOptions? options, string? function) where F : IScalarField
        => x => Examine<FieldOfVector<F>>(x, 1, Shape.Scalar, options, function ?? Printed.Of(typeof(F)));

    static Func<Tensor, GradientReport> OfVector<F>(int outputs, GradientOptions? options, string? function) where F : IVectorField
        => outputs < 1
            ? throw new ArgumentOutOfRangeException(nameof(outputs), $"a function that fills {outputs} numbers has no derivative to check: 1 or more")
            : x => Examine<F>(x, 1, [outputs], options, function ?? Printed.Of(typeof(F)));

    static GradientReport Examine<F>(Tensor x, int rank, Shape y, GradientOptions? options, string function) where F : IVectorField
    {
        // Simpler inputs that are tried may be what the function does not take.
        if (x.Rank != rank || x.Size == 0)
            throw new ArgumentException($"x has no elements, so there is no derivative of {function} to check: give at least one");
        RequireFinite(x);
        try
        {
            return Examine(Subject.Of<F>(x.Shape, y), [x], options, function, Printed.Of("x", x));
        }
        catch (IndexOutOfRangeException e)
        {
            throw new ArgumentException(
                $"{function} reads more than {x.Size} numbers or fills more than {y.Size}: give it as many as it needs ({e.Message})", e);
        }
    }
}
