using Functional.Primitives;
using Xunit;
using static Functional.BatchMode;
using static Functional.GraphMode;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Every primitive in a compiled function, on both devices: the bits are those of the function as it is written, and nothing is read on the way.</summary>
public partial class EveryPrimitive
{
    /// <summary>Each is a trace, a plan, and what the compiler makes of new kernels.</summary>
    const int RoundsCompiled = 2;

    [Theory, MemberData(nameof(Names))]
    public void Compiles(string name) => Compiled(name, sample => Of(sample));

    [Theory, MemberData(nameof(Names))]
    public void Compiles_with_its_pullback(string name) => Compiled(name, sample =>
    {
        var floats = Floats(sample.Inputs);
        if (floats is [] || !sample.Op.IsDifferentiable || !sample.Op.Infer(new Few<Tensor>(sample.Inputs)).DType.IsFloat()) return null;
        return inputs =>
        {
            var (y, pullback) = Vjp((Tensor[] x) => Apply(sample with { Inputs = inputs }, floats, x), [.. floats.Select(i => inputs[i])]);
            return Operations.Concat(0, [.. pullback(Operations.Cos(y)).Select(each => each.Reshape(-1))]);
        };
    });

    [Theory, MemberData(nameof(Names))]
    public void Compiles_in_a_batch(string name) => Compiled(name, sample =>
        inputs => Vmap(Of(sample))([.. inputs.Select(x => Operations.Stack(0, x, x))]));

    static void Compiled(string name, Func<Sample, Func<Tensor[], Tensor>?> function)
    {
        for (var seed = 0; seed < RoundsCompiled; seed++)
        {
            var (device, sample) = (new ReferenceDevice(), Samples.Of[Type(name)](new Draw(seed)));
            if (sample.Op is Transfer || function(sample) is not { } f) continue;
            var compiled = Compile(f);
            Assert.All([0, 1], _ => Assert.Equal(f(sample.Inputs).AsBytes(), compiled(sample.Inputs).AsBytes()));
            var inputs = Array.ConvertAll(sample.Inputs, x => x.To(device));
            var (expected, found) = (f(inputs), compiled(inputs));
            Assert.True((device.Reads, device.Departures) == (0, 0), $"sample {seed}: {sample}: {device.Reads} reads on the host, {device.Departures} departures");
            Assert.Equal(expected.AsBytes(), found.AsBytes());
        }
    }
}
