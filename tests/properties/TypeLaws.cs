using FsCheck.Xunit;
using Xunit;
using static Functional.Operations;

namespace Functional.Tests.Properties;

/// <summary>What moves elements of any type keeps every bit of them.</summary>
public class TypeLaws
{
    [Property]
    public void Views_have_the_bits_of_their_elements(Drawn<Tensor> drawn)
    {
        foreach (var view in Views.All) Same(drawn.Value, view(drawn.Value));
    }

    [Property]
    public void Layouts_are_undone_bit_by_bit(Drawn<Tensor> drawn)
    {
        var (x, d) = (drawn.Value, drawn.More);
        var order = d.Order(x.Rank);
        Same(x, x.Permute(order).Permute([.. Enumerable.Range(0, x.Rank).OrderBy(axis => order[axis])]));
        Same(x, Ravel(x).Reshape(x.Shape));
        Same(x, Flip(Flip(x)));
        var paddings = x.Shape.Select(_ => (Low: d.Int(0, 2), High: d.Int(0, 2))).ToArray();
        Same(x, Pad(Pad(x, paddings, 1), [.. paddings.Select(each => (-each.Low, -each.High))]));
        Same(x, Stack(0, x, x)[1]);
        Same(x, Broadcast(x, [2, .. x.Shape])[d.Int(0, 1)]);
        Same(x, Where(d.Truths(x.Shape), x, x));
        if (x.Rank == 0) return;

        var axis = d.Int(0, x.Rank - 1);
        Same(x, Concat(axis, [.. Split(x, axis, [d.Int(0, x.Shape[axis]) is var first ? first : 0, x.Shape[axis] - first])]));
        var places = Tensor.Of<int>(d.Order(x.Shape[axis]));
        Same(x, Gather(Gather(x, places, axis), ArgSort(places), axis));
    }

    [Property]
    public void Arrays_come_back_as_they_went_in(Drawn<Tensor> drawn) => Same(drawn.Value, Views.Copy(drawn.Value));

    [Property]
    public void Wider_types_hold_every_element(Drawn<Tensor> drawn)
    {
        var x = drawn.Value;
        foreach (var wider in Wider(x.DType)) Assert.Equal(Numbers(x), Numbers(x.Cast(wider).Cast(x.DType)));
    }

    static DType[] Wider(DType type) => type switch
    {
        DType.Bool => Enum.GetValues<DType>(),
        DType.UInt8 => [DType.Int32, DType.Int64, DType.Float16, DType.BFloat16, DType.Float32, DType.Float64],
        DType.Int32 => [DType.Int64, DType.Float64],
        DType.Float16 or DType.BFloat16 => [DType.Float32, DType.Float64],
        DType.Float32 => [DType.Float64],
        _ => [type],
    };

    /// <summary>The bits of the elements, those of every NaN alike.</summary>
    static IEnumerable<object> Numbers(Tensor x) => x.DType == DType.Int64 ? x.ToArray<long>().Cast<object>()
        : Reference.Numbers(x).Select(each => (object)(double.IsNaN(each) ? "NaN" : BitConverter.DoubleToInt64Bits(each)));

    static void Same(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        Assert.Equal(expected.AsBytes(), found.AsBytes());
    }
}
