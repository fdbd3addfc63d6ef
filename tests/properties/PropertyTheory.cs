using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Functional.Tests.Properties;

/// <summary>
/// FsCheck's <c>[Property]</c> for every row of xunit's <c>[InlineData]</c> or <c>[MemberData]</c>: so many cases for each. The parameters of the method
/// take the row; what varies besides is in the property that it returns.
/// </summary>
[XunitTestCaseDiscoverer("Functional.Tests.Properties.PropertyTheoryDiscoverer", "Functional.Tests.Properties")]
public sealed class PropertyTheoryAttribute : PropertyAttribute
{
    public PropertyTheoryAttribute() => Arbitrary = [typeof(Row)];
}

/// <summary>Finds the rows.</summary>
public sealed class PropertyTheoryDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo attribute)
        => from data in method.Method.ToRuntimeMethod().GetCustomAttributes<DataAttribute>()
           from row in data.GetData(method.Method.ToRuntimeMethod())
           select new RowTestCase(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, row);
}

/// <summary>The property of one row.</summary>
public sealed class RowTestCase : PropertyTestCase
{
    [Obsolete("for the deserializer")]
    public RowTestCase() { }

    internal RowTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[] row)
        : base(sink, display, options, method, FSharpOption<object[]>.Some(row)) { }

    public override async Task<RunSummary> RunAsync(
        IMessageSink sink, IMessageBus bus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellation)
    {
        Row.Current.Value = TestMethodArguments;
        return await base.RunAsync(sink, bus, constructorArguments, aggregator, cancellation);
    }
}

/// <summary>The arguments of a row as the only values of their types.</summary>
public static class Row
{
    internal static readonly AsyncLocal<object[]> Current = new();

    public static Arbitrary<string> Text() => Arb.From(Of<string>());

    public static Arbitrary<int> Number() => Arb.From(Of<int>());

    public static Arbitrary<Type> Type() => Arb.From(Of<Type>());

    public static Arbitrary<DType> ElementType() => Arb.From(Of<DType>());

    static Gen<T> Of<T>() => Gen.Constant(0).Select(_ => Current.Value!.OfType<T>().Single());
}
