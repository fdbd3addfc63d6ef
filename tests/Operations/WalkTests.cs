using Functional.Testing;
using Xunit;
using static Functional.BatchMode;
using static Functional.ReverseMode;

namespace Functional.Tests.Operations;

/// <summary>Every operation of the catalogue: values, derivatives, batches, another device, refusals.</summary>
public class WalkTests
{
    public static TheoryData<string> Names => [.. Catalogue.All.Select(each => each.Name)];

    static Operation Of(string name) => Catalogue.All.Single(each => each.Name == name);

    [Theory, MemberData(nameof(Names))]
    public void Gives_what_its_formula_gives(string name)
    {
        var operation = Of(name);
        foreach (var example in operation.Examples) Near(Expected(example), example.Call(example.Inputs), operation.Tolerance);
    }

    /// <summary>First and second derivatives beside differences, in all mixtures of modes, and in float32.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Has_the_derivatives_that_differences_show(string name)
    {
        var operation = Of(name);
        var (call, inputs) = (operation.First.Call, operation.First.Inputs);
        var variables = Trial.Variables(operation);
        if (operation.IsImplicit || variables.Length == 0 || !call(inputs).DType.IsFloat()) return;
        Tensor With(Tensor[] x)
            => call([.. inputs.Select((input, i) => Array.IndexOf(variables, i) is >= 0 and var at ? x[at] : input)]);
        Tensor[] at = [.. variables.Select(i => inputs[i])];
        if (operation.IsConstant) Assert.All(Grad<Tensor[]>(x => Functional.Operations.Sum(With(x)))(at),
            each => Assert.All(each.ToArray<double>(), d => Assert.Equal(0, d)));
        else Assert.Empty(GradientCheck.Verify(With, at, new() { Float32 = false, Elements = 12 }, name).Unchecked);
    }

    [Theory, MemberData(nameof(Names))]
    public void Maps_over_a_batch_as_over_each(string name)
    {
        var operation = Of(name);
        var (call, inputs) = (operation.First.Call, operation.First.Inputs);
        Tensor[][] lanes = [.. Enumerable.Range(0, 3).Select(k => inputs.Select(x => x.DType.IsFloat() ? x * (1 + 0.03 * k) : x).ToArray())];
        Tensor[] batch = [.. inputs.Select((_, i) => Functional.Operations.Stack(0, [.. lanes.Select(lane => lane[i])]))];
        if (operation.ReadsElements)
        {
            Assert.Throws<ScopeException>(() => Vmap<Tensor[], Tensor>(call)(batch));
            return;
        }
        var expected = Functional.Operations.Stack(0, [.. lanes.Select(call)]);
        Near(Values.Of(expected), Vmap<Tensor[], Tensor>(call)(batch), 1e-12);
    }

    /// <summary>A device that computes by the plainest formulas gives the same, and only operations that say so read from it.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Gives_the_same_on_another_device(string name)
    {
        var operation = Of(name);
        var device = new ReferenceDevice(name);
        var y = operation.First.Call([.. operation.First.Inputs.Select(x => x.To(device))]);
        Assert.Equal(operation.ReadsElements, device.Reads > device.Predicates);
        Near(Values.Of(operation.First.Call(operation.First.Inputs)), y, 1e-11);
    }

    [Theory, MemberData(nameof(Names))]
    public void Refuses_in_words(string name)
        => Assert.All(Of(name).Refusals,
            refusal => Assert.Equal(refusal.Message, Assert.ThrowsAny<Exception>(refusal.Call).Message.Split(" (Parameter")[0]));

    static Values Expected(Example example) => example.Expected([.. example.Inputs.Select(Values.Of)]);

    static void Near(Values expected, Tensor found, double tolerance)
    {
        Assert.Equal(expected.Shape, found.Shape.ToArray());
        var numbers = Reference.Numbers(found);
        for (var i = 0; i < numbers.Length; i++)
            Assert.True(expected.Numbers[i].Equals(numbers[i]) || Math.Abs(expected.Numbers[i] - numbers[i]) <= tolerance * Math.Max(1, Math.Abs(expected.Numbers[i])),
                $"element {i} is {numbers[i]:R}, not {expected.Numbers[i]:R}");
    }
}
