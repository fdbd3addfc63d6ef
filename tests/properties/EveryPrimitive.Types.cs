using FsCheck;
using Functional.Cpu;
using Functional.Primitives;
using Xunit;
using static Functional.ForwardMode;
using static Functional.ReverseMode;

namespace Functional.Tests.Properties;

/// <summary>Every primitive at every element type.</summary>
public partial class EveryPrimitive
{
    public static TheoryData<string, DType> NamesIn16Bits
    {
        get
        {
            var data = new TheoryData<string, DType>();
            foreach (var name in Samples.Of.Keys.Select(Name).Order(StringComparer.Ordinal))
                foreach (var type in new[] { DType.Float16, DType.BFloat16 }) data.Add(name, type);
            return data;
        }
    }

    [PropertyTheory, MemberData(nameof(NamesIn16Bits))]
    public Property Computes_16_bits_as_float32_rounded_once(string name, DType type) => ForSamples(name, sample =>
    {
        var inputs = At(sample, type);
        if (Outcome(sample.Op, Array.ConvertAll(inputs, x => x.DType == type ? Operations.Cast(x, DType.Float32) : x)) is not { } single) return;
        var expected = single.DType == DType.Float32 ? Operations.Cast(single, type) : single;
        var y = sample.Op.Apply(new Few<Tensor>(inputs));
        Assert.Equal((expected.DType, expected.Shape), (y.DType, y.Shape));
        Assert.Equal(expected.AsBytes(), y.AsBytes());
    });

    [PropertyTheory, MemberData(nameof(Names))]
    public Property Computes_bytes_modulo_256(string name) => ForSamples(name, sample =>
    {
        var inputs = At(sample, DType.UInt8);
        if (Outcome(sample.Op, inputs) is not { } y) return;
        var wide = sample.Op.Apply(new Few<Tensor>(Array.ConvertAll(inputs, x => x.DType == DType.UInt8 ? Operations.Cast(x, DType.Int64) : x)));
        Assert.Equal(y.DType == DType.UInt8 ? DType.Int64 : y.DType, wide.DType);
        Assert.Equal(Reference.Numbers(wide).Select(each => y.DType == DType.UInt8 ? (long)each & 255 : each), Reference.Numbers(y));
    });

    /// <summary>The derivatives are those of float32, but for the rounding of each of the primitives that they are made of.</summary>
    [PropertyTheory, MemberData(nameof(NamesIn16Bits))]
    public Property Has_derivatives_in_16_bits(string name, DType type) => ForSamples(name, (sample, draw) =>
    {
        var inputs = At(sample, type);
        if (!sample.Op.IsDifferentiable || Outcome(sample.Op, inputs)?.DType != type) return;
        var (narrow, wide) = (sample with { Inputs = inputs }, sample with { Inputs = [.. inputs.Select(x => Operations.Cast(x, x.DType.Computed()))] });
        var floats = Floats(inputs);
        Tensor[] x = [.. floats.Select(i => inputs[i])], dx = In(type, Directions(draw, x));
        var u = Operations.Cast(draw.Like(Apply(narrow)), type);
        Close(Jvp(x => Apply(wide, floats, x), In(DType.Float32, x), In(DType.Float32, dx)).Tangent, Jvp(x => Apply(narrow, floats, x), x, dx).Tangent);
        var expected = Vjp(x => Apply(wide, floats, x), In(DType.Float32, x)).Pullback(Operations.Cast(u, DType.Float32));
        foreach (var pair in expected.Zip(Vjp(x => Apply(narrow, floats, x), x).Pullback(u))) Close(pair.First, pair.Second);

        void Close(Tensor expected, Tensor found)
        {
            Assert.Equal((type, expected.Shape), (found.DType, found.Shape));
            Near(Reference.Numbers(expected), found, Math.ScaleB(64, type == DType.Float16 ? -11 : -8));
        }
    });

    static Tensor[] In(DType type, Tensor[] x) => Array.ConvertAll(x, each => Operations.Cast(each, type));

    /// <summary>The inputs of a sample, those that hold its elements in a type: integers twenty times as large, and bytes not negative.</summary>
    static Tensor[] At(Sample sample, DType type)
    {
        var elements = sample.Inputs[sample.Op is Select ? 1 : 0].DType;
        return Array.ConvertAll(sample.Inputs, x => x.DType != elements ? x
            : !x.DType.IsFloat() || type.IsFloat() ? Operations.Cast(x, type)
            : Operations.Cast(type == DType.UInt8 ? Operations.Abs(x * 20) : x * 20, type));
    }

    /// <summary>What a primitive gives, or null where it refuses the types or the numbers.</summary>
    static Tensor? Outcome(Primitive op, Tensor[] inputs)
    {
        try
        {
            return op.Apply(new Few<Tensor>(inputs));
        }
        catch (Exception e) when (e is DTypeException or MatrixException || op is RandomBits && e is ShapeException)
        {
            return null;
        }
    }
}
