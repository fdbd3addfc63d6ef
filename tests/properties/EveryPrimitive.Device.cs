using Functional.Primitives;
using Xunit;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Every primitive and every transformation on a device that computes in its own way: what is computed stays there, and nobody reads it.</summary>
public partial class EveryPrimitive
{
    /// <summary>Formulas of single elements take their time.</summary>
    const int RoundsOnDevice = 6;

    [Theory, MemberData(nameof(Names))]
    public void Evaluates_on_another_device(string name) => OnDevice(name, (device, sample, inputs) => [sample.Op.Apply(new Few<Tensor>(inputs))]);

    [Theory, MemberData(nameof(Names))]
    public void Has_derivatives_on_another_device(string name) => OnDevice(name, (device, sample, inputs) =>
    {
        var floats = Floats(inputs);
        if (floats is [] || !sample.Op.IsDifferentiable || !sample.Op.Infer(new Few<Tensor>(inputs)).DType.IsFloat()) return [];
        Tensor[] x = [.. floats.Select(i => inputs[i])], dx = [.. x.Select(each => each * 0.5)];
        var f = (Tensor[] x) => Apply(sample with { Inputs = inputs }, floats, x);
        var (y, pullback) = Vjp(f, x);
        return [Jvp(f, x, dx).Tangent, .. pullback(y), .. Jvp(Grad<Tensor[]>(x => Operations.Sum(f(x) * f(x))), x, dx).Tangent];
    });

    [Theory, MemberData(nameof(Names))]
    public void Maps_over_a_batch_on_another_device(string name) => OnDevice(name, (device, sample, inputs)
        => [Vmap(Of(sample))([.. inputs.Select(x => Operations.Stack(0, x, x))])]);

    /// <summary>Computes on the CPU and on the device, without a read there, and compares.</summary>
    static void OnDevice(string name, Func<Device, Sample, Tensor[], Tensor[]> compute)
    {
        for (var seed = 0; seed < RoundsOnDevice; seed++)
        {
            var (device, sample) = (new ReferenceDevice(), Samples.Of[Type(name)](new Draw(seed)));
            if (sample.Op is Transfer) continue;
            var expected = compute(Device.Cpu, sample, sample.Inputs);
            var inputs = Array.ConvertAll(sample.Inputs, x => x.To(device));
            var found = compute(device, sample, inputs);
            Assert.True((device.Reads, device.Departures) == (0, 0), $"sample {seed}: {sample}: {device.Reads} reads on the host, {device.Departures} departures");
            foreach (var (e, f) in expected.Zip(found))
            {
                Assert.True(f.Device == device || f is PlainTensor { IsConstant: true }, $"sample {seed}: {sample}: a result is on {f.Device}");
                Assert.Equal((e.DType, e.Shape), (f.DType, f.Shape));
                Near(Reference.Numbers(e), f, 1e-9);
            }
        }
    }
}
