using Functional.Functions;
using Functional.Primitives;
using Xunit;

namespace Functional.Testing.Tests;

/// <summary>
/// Every elementwise function at points where formulas change or divide by zero: the gradient check there, to second order. A removable
/// singularity with a wrong derivative of any order up to the second fails here.
/// </summary>
public class AwkwardPointTests
{
    static readonly double[] points = [0, 0.5, -0.5, 1, -1, 2, -2, 1e-3, -1e-3, 5, -5];

    static readonly Map[] functions =
    [
        .. typeof(IMapFunction).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IMapFunction).IsAssignableFrom(type))
            .Select(type => (Map)Activator.CreateInstance(typeof(Map<>).MakeGenericType(type))!).Where(op => op.IsDifferentiable),
    ];

    public static TheoryData<string> Names => [.. functions.Select(function => function.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_function_has_the_derivatives_of_differences(string name)
    {
        var op = functions.Single(function => function.Name == name);
        var reports = points.Where(x => double.IsFinite(op.Apply(Tensor.Scalar(x)).ToScalar())).Select(x => GradientCheck.Examine(op.Apply, Tensor.Scalar(x))).ToArray();
        Assert.Contains(reports, report => !report.NothingCompared);
        // At a kink or a pole nothing can be compared.
        Assert.All(reports, report => Assert.True(report.Discrepancies.IsEmpty, report.ToString()));
    }
}
