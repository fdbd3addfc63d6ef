using Xunit;

namespace Functional.Tests.Analyzers;

/// <summary>FUN0001: what the function of a derivative may not take in, and what it may.</summary>
public class CaptureTests
{
    /// <summary>The wrong number that the rule is there for, and the remedy.</summary>
    [Fact]
    public void TypesAloneConfuseTwoDerivatives()
    {
#pragma warning disable FUN0001
        Assert.Equal(4, Scalars.Derivative(u => u * Scalars.Derivative(v => u * v, 1), 3));
#pragma warning restore FUN0001
        Assert.Equal(6, Scalars.Derivative(u => u * Scalars.Derivative(v => u * v, (Dual<double>)1), 3));
    }

    [Fact]
    public async Task TheMessageNamesTheVariableItsTypeAndTheRemedy()
    {
        var report = Assert.Single(await Snippet.ReportsOf("double F() => Derivative(u => u * Derivative(v => u * v, 1), 3);"));
        Assert.Equal("FUN0001", report.Id);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, report.Severity);
        Assert.Equal(
            "'u' of type 'Dual<double>' comes from outside the function of Derivative, whose variables have the same type 'Dual<double>', so that two derivatives "
                + "would be confused: lift the point at which Derivative differentiates to 'Dual<double>', or take in a plain number",
            report.GetMessage());
    }

    [Theory]
    [InlineData("double F(Dual<double>[] us) => Derivative(v => us[0] * v, 1);", "'us[0]' of type 'Dual<double>' ")]
    [InlineData("Dual<double> w; double F() => Derivative(v => G(v), 1); Dual<double> G(Dual<double> v) => w * v;", "'this' of type 'Snippet' ")]
    [InlineData("double F((int, Reverse<double>) t, double[] p) => Gradient(x => Second(t), p)[0]; static T Second<T>((int, T) t) => t.Item2;",
        "'t' of type '(int, Reverse<double>)' ")]
    [InlineData("double F(Dual<double> u) { return Derivative(G, 1); Dual<double> G(Dual<double> v) => u * v; }", "'u' of type 'Dual<double>' ")]
    public async Task TheMessageNamesWhatIsTakenIn(string members, string start)
        => Assert.StartsWith(start, Assert.Single(await Snippet.ReportsOf(members)).GetMessage());

    [Theory]
    // every derivative
    [InlineData("double F() => Derivative(u => u * Derivative(v => ⟦u⟧ * v, 1), 3);")]
    [InlineData("double F() => Derivative(u => Derivative(v => ⟦u⟧ * v * ⟦u⟧, 1), 3);")]
    [InlineData("double F() => Derivative(u => Derivative(v => ⟦u⟧ * v)(1), 3);")]
    [InlineData("double F() => Derivative(u => ValueAndDerivative(v => ⟦u⟧ * v, 1.0).Derivative, 3);")]
    [InlineData("double[] F() => Taylor(u => u * Taylor(v => ⟦u⟧ * v, 1, 2)[1], 3, 2);")]
    [InlineData("double[] F(double[] p) => Gradient(x => { var u = x[0]; return u * Gradient(y => ⟦u⟧ * y[0], p)[0]; }, p);")]
    [InlineData("double[] F(double[] p) => Gradient<double>((Reverse<double>[] x) => x[0] * Gradient(y => ⟦x[0]⟧ * y[0], p)[0], p);")]
    [InlineData("(double, double) F() => Gradient((a, b) => a * Gradient((c, d) => ⟦a⟧ * c * d, 1, 2).Item1, 3, 4);")]
    [InlineData("(double, double, double) F() => Gradient((a, b, c) => Gradient((d, e, f) => ⟦c⟧ * d * e * f, 1, 2, 3).Item1, 3, 4, 5);")]
    [InlineData("double[] F(double[] p) => Gradient(x => { var u = x[0]; var g = new double[1]; return ValueAndGradient<double>(y => ⟦u⟧ * y[0], p, g); }, p);")]
    [InlineData("double[,] F(Reverse<double> u, double[] p) => JacobianReverse((x, y) => y[0] = ⟦u⟧ * x[0], p, 1);")]
    [InlineData("double[,] F(Dual<double, Lanes<double>> u, double[] p) => JacobianForward((x, y) => y[0] = ⟦u⟧ * x[0], p, 1);")]
    [InlineData("double[,] F(Reverse<Dual<double, Lanes<double>>> u, double[] p) => Hessian(x => ⟦u⟧ * x[0], p);")]
    // both layers of a second derivative
    [InlineData("double[] F(Reverse<Dual<double>> u, double[] p) => HessianVector(x => ⟦u⟧ * x[0], p, p);")]
    [InlineData("double[] F(Dual<double> u, double[] p) => HessianVector(x => ⟦u⟧ * x[0], p, p);")]
    [InlineData("double[] F(Dual<double> u, double[] p) => GradientAndHessianVector<double>(x => ⟦u⟧ * x[0], p, p).Product;")]
    // every kind of variable
    [InlineData("double F(Dual<double> u) => Derivative(v => ⟦u⟧ * v, 1);")]
    [InlineData("double F() { Dual<double> u = 2; return Derivative(v => ⟦u⟧ * v, 1); }")]
    [InlineData("double F(object o) => o is Dual<double> u ? Derivative(v => ⟦u⟧ * v, 1) : 0;")]
    [InlineData("double F(Dual<double>[] us) { var s = 0.0; foreach (var u in us) s += Derivative(v => ⟦u⟧ * v, 1); return s; }")]
    [InlineData("IEnumerable<double> F(Dual<double>[] us) => from u in us select Derivative(v => ⟦u⟧ * v, 1);")]
    [InlineData("IEnumerable<double> F(Dual<double>[] us) => from u in us let w = u * u where w > 0 from z in us select Derivative(v => ⟦u⟧ * ⟦w⟧ * ⟦z⟧ * v, 1);")]
    [InlineData("IEnumerable<double> F(Dual<double>[] us) => us.Select(u => Derivative(v => ⟦u⟧ * v, 1));")]
    [InlineData("Dual<double> w; double F() => Derivative(v => ⟦w⟧ * v, 1);")]
    [InlineData("Dual<double> W { get; set; } double F() => Derivative(v => ⟦this.W⟧ * v, 1);")]
    [InlineData("static Dual<double> w; double F() => Derivative(v => ⟦w⟧ * v, 1);")]
    [InlineData("static Dual<double> W { get; set; } double F() => Derivative(v => ⟦W⟧ * v, 1);")]
    [InlineData("class Curve(Dual<double> a) { public double F() => Derivative(v => ⟦a⟧ * v, 1); }")]
    // what holds numbers
    [InlineData("double F(Dual<double>[] us) => Derivative(v => ⟦us[0]⟧ * v, 1);")]
    [InlineData("double F(Dual<double>[] us) => Derivative(v => ⟦us[^1]⟧ * v, 1);")]
    [InlineData("double F(Dual<double>[] us) => Derivative(v => Sum<Dual<double>>(⟦us⟧) * v, 1);")]
    [InlineData("double F(Dual<double>[,] us) => Derivative(v => ⟦us[0, 0]⟧ * v, 1);")]
    [InlineData("double F(Memory<Dual<double>> us) => Derivative(v => Sum<Dual<double>>(⟦us.Span⟧) * v, 1);")]
    [InlineData("double F(List<Dual<double>> us) => Derivative(v => ⟦us[0]⟧ * v, 1);")]
    [InlineData("double F(List<Dual<double>> us) => Derivative(v => ⟦us⟧.First() * v, 1);")]
    [InlineData("double F(Dual<double>? u) => Derivative(v => ⟦u⟧ ?? v, 1);")]
    [InlineData("double F((double, Dual<double>) t) => Derivative(v => ⟦t.Item2⟧ * v, 1);")]
    [InlineData("double F((double, Dual<double>) t) => Derivative(v => Product(⟦t⟧, v), 1); Dual<double> Product((double, Dual<double>) t, Dual<double> v) => v;")]
    [InlineData("record R(double Plain, Dual<double> W); double F(R r) => Derivative(v => ⟦r.W⟧ * v, 1);")]
    [InlineData("record R(double Plain, Dual<double> W); double F(R r) => Derivative(v => ⟦r?.W⟧ * v ?? v, 1);")]
    [InlineData("record R(double Plain, Dual<double> W); double F(R r) => Derivative(v => ⟦r⟧ is { W: var w } ? w * v : v, 1);")]
    [InlineData("record R(double Plain, Dual<double> W); record Q(R R); double F(Q q) => Derivative(v => G(⟦q⟧, v), 1); static Dual<double> G(Q q, Dual<double> v) => v;")]
    [InlineData("double F(Dual<double> u) { var r = new { u }; return Derivative(v => ⟦r.u⟧ * v, 1); }")]
    [InlineData("double F(Dual<double> u) { var r = new { u }; return Derivative(v => v * ⟦r⟧.GetHashCode(), 1); }")]
    [InlineData("double F(Func<int, Dual<double>> u) => Derivative(v => ⟦u⟧(0) * v, 1);")]
    [InlineData("double F(Func<Dual<double>> u) => Derivative(v => ⟦u⟧() * v, 1);")]
    // deeper nesting
    [InlineData("Dual<double> F(Dual<Dual<double>> u) => Derivative(v => ⟦u⟧ * v, (Dual<double>)1);")]
    [InlineData("double F(Dual<Dual<double>> u) => Derivative(v => ⟦u.Primal⟧ * v, 1);")]
    [InlineData("double F(Reverse<Dual<double>> u) => Derivative(v => StopGradient(u.Primal) * ⟦StopGradient(u)⟧ * v, 1);")]
    [InlineData("double F() => Derivative(a => Derivative(b => ⟦a⟧ * Derivative(c => ⟦a⟧ * ⟦b⟧ * c, 1), 1), 1);")]
    [InlineData("T F<T>(T x, Dual<T> u) where T : IFloatingPointIeee754<T> => Derivative(v => ⟦u⟧ * v, x);")]
    [InlineData("double F(Dual<double> u) => Derivative(v => new[] { 1.0 }.Select(a => a * ⟦u⟧ * v).First(), 1);")]
    // wherever code stands
    [InlineData("static Dual<double> w; Func<double, double> f = Derivative(v => ⟦w⟧ * v);")]
    [InlineData("double P { get { Dual<double> u = 2; return Derivative(v => { if (v > 1) { return v; } else { return ⟦u⟧; } }, 1); } }")]
    [InlineData("async System.Threading.Tasks.Task<double> F(Dual<double> u) { await System.Threading.Tasks.Task.Yield(); return Derivative(v => ⟦u⟧ * v, 1); }")]
    [InlineData("double F(Dual<double> u) => Scalars.Derivative(x: 1, f: delegate(Dual<double> v) { return ⟦u⟧ * v; });")]
    // functions that are no lambdas
    [InlineData("double F(Dual<double> u) { return Derivative(⟦G⟧, 1); Dual<double> G(Dual<double> v) => u * v; }")]
    [InlineData("double F(Dual<double> u) { return Derivative(v => ⟦G(v)⟧, 1); Dual<double> G(Dual<double> v) => u * v; }")]
    [InlineData("double F(Dual<double> u) { return Derivative(⟦H⟧, 1); Dual<double> H(Dual<double> v) => G(v); Dual<double> G(Dual<double> v) => u * v; }")]
    [InlineData("double F(Dual<double> u) { return Derivative(⟦G⟧, 1); Dual<double> G<T>(T v) where T : INumberBase<T> => u; }")]
    [InlineData("double F(Dual<double> u) { Func<Dual<double>, Dual<double>> f = v => u * v; return Derivative(⟦f⟧, 1); }")]
    [InlineData("double F(Dual<double> u) { Func<Dual<double>, Dual<double>> f; f = v => u * v; return Derivative(v => ⟦f⟧(v) + 1, 1); }")]
    [InlineData("double F(Dual<double> u) { Func<Dual<double>, Dual<double>> f = v => v, g = v => u * v; f = g; return Derivative(⟦f⟧, 1); }")]
    [InlineData("double F(Dual<double> u) => Derivative(new Func<Dual<double>, Dual<double>>(v => ⟦u⟧ * v), 1);")]
    [InlineData("double F(Dual<double> u, bool b) => Derivative(b ? v => ⟦u⟧ * v : v => v, 1);")]
    [InlineData("double F(Dual<double> u) => Derivative(Times(⟦u⟧), 1); static Func<Dual<double>, Dual<double>> Times(Dual<double> u) => v => u * v;")]
    [InlineData("Dual<double> w; double F() => Derivative(⟦G⟧, 1); Dual<double> G(Dual<double> v) => w * v;")]
    [InlineData("Dual<double> w; double F() => Derivative(v => ⟦G⟧(v), 1); Dual<double> G(Dual<double> v) => w * v;")]
    [InlineData("class Curve(Dual<double> a) { public double F() => Derivative(⟦G⟧, 1); Dual<double> G(Dual<double> v) => a * v; }")]
    [InlineData("record R(Dual<double> W) { public Dual<double> G(Dual<double> v) => W * v; } double F(R r) => Derivative(⟦r⟧.G, 1);")]
    public Task AnOuterNumberOfTheSameTypeIsAnError(string members) => Snippet.Check(members);

    [Theory]
    // lifted
    [InlineData("double F() => Derivative(u => u * Derivative(v => u * v, (Dual<double>)1), 3);")]
    [InlineData("Dual<double> F(Dual<double> u) => Derivative(v => u * v, u);")]
    [InlineData("double[] F(double[] p) => Gradient(x => { var u = x[0]; return u * Gradient<Reverse<double>>(y => u * y[0], [u])[0]; }, p);")]
    [InlineData("Dual<double>[] F(Dual<double> u, Dual<double>[] p) => HessianVector<Dual<double>>(x => u * x[0], p, p);")]
    [InlineData("T F<T>(T u) where T : IFloatingPointIeee754<T> => Derivative(v => u * v, u);")]
    [InlineData("double F() => Derivative(a => Derivative(b => a * Derivative(c => a * b * c, (Dual<Dual<double>>)(Dual<double>)1), (Dual<double>)1), 1);")]
    // plain
    [InlineData("double F(double a, double[] b, (double, int) c) => Derivative(v => a * b[0] * c.Item1 * v, 1);")]
    [InlineData("double w; static double S { get; set; } double F() => Derivative(v => w * S * v, 1);")]
    [InlineData("double F() => Derivative(u => Derivative(v => u.Primal * v, 1) * u, 3);")]
    [InlineData("double F() => Derivative(u => Derivative(v => StopGradient(u) * v, 1) * u, 3);")]
    [InlineData("double F((double, Dual<double>) t) => Derivative(v => t.Item1 * v, 1);")]
    [InlineData("record R(double Plain, Dual<double> W); double F(R r) => Derivative(v => r.Plain * v, 1);")]
    [InlineData("double F(Dual<double>[] us) => Derivative(v => us.Length * v, 1);")]
    [InlineData("double F(Dual<double> u) => Derivative(v => nameof(u).Length * v, 1);")]
    [InlineData("static readonly Dual<double> half = 0.5; static Dual<double> Two => 2; double F() => Derivative(v => half * Two * v, 1);")]
    [InlineData("double F(Dual<double> u) => Derivative(static v => v * v, 1) * u.Primal;")]
    // of another type
    [InlineData("double F() => Derivative(u => Taylor(v => v * v, 1, 2)[1] * u, 3);")]
    [InlineData("double[] F(Dual<double> u) => Taylor(v => v * v * u.Primal, 1, 2);")]
    [InlineData("float F(Dual<double> u) => Derivative(v => v * (float)u.Primal, 1f);")]
    [InlineData("double F(Dual<float> u) => Derivative(v => v * u.Primal * G(u), 1.0); static double G(Dual<float> u) => u.Tangent;")]
    // of its own
    [InlineData("double F() => Derivative(u => { var w = u * u; return new[] { w }.Select(a => a * u * w).Aggregate((a, b) => a + b); }, 3);")]
    [InlineData("double F() => Derivative(u => (from a in new[] { u } let b = a * u where b > a select a * b).Single(), 3);")]
    [InlineData("double F() => Derivative(u => { Func<Dual<double>> g = () => u; return G(u) * g(); Dual<double> G(Dual<double> w) => w * u; }, 3);")]
    [InlineData("double F() => Derivative(u => u is var w and { Tangent: 1.0 } ? w : u, 3);")]
    [InlineData("double F(double[] xs) => Derivative(u => xs.Select(x => x * u).Aggregate((a, b) => a + b), 3);")]
    // functions
    [InlineData("double F(Func<Dual<double>, Dual<double>> f) => Derivative(f, 1) + Derivative(f)(1) + Derivative(v => f(f(v)), 1);")]
    [InlineData("double[] F(ScalarField<Reverse<double>> f, double[] p) => Gradient(x => f(x) * 2, p);")]
    [InlineData("double F() { Func<Dual<double>, Dual<double>> f = v => v * v; return Derivative(v => f(v) * v, 1); }")]
    [InlineData("double F() { Func<Dual<double>, Dual<double>> f = null; f = v => v > 1 ? f(v - 1) * v : v; return Derivative(f, 3); }")]
    [InlineData("double F(double a) { return Derivative(G, 1); Dual<double> G(Dual<double> v) => v > 1 ? G(v - a) * v : v; }")]
    [InlineData("double F() => Derivative(Square, 1) + Derivative(v => Square(v), 1); static T Square<T>(T x) where T : INumberBase<T> => x * x;")]
    [InlineData("double w; double F() => Derivative(G, 1) + Derivative(v => G(v), 1); Dual<double> G(Dual<double> v) => w * v;")]
    [InlineData("Func<Dual<double>, Dual<double>> f; double F() => Derivative(G, 1) + Derivative(v => f(v), 1); Dual<double> G(Dual<double> v) => f(v);")]
    // a part of a derivative, and no derivative
    [InlineData("double[] F(double[] p) => Gradient(x => { var u = x[0]; return Checkpoint(y => u * y[0], x) * Checkpoint(() => u * u); }, p);")]
    [InlineData("double F(Dual<double> u) => Other.Derivative(v => u * v, 1); static class Other { public static double Derivative(Func<Dual<double>, Dual<double>> f, double x) => x; }")]
    public Task AnythingElseMayBeTakenIn(string members) => Snippet.Check(members);
}
