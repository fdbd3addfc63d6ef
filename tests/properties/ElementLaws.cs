using Functional.Primitives;
using Xunit;

namespace Functional.Tests.Properties;

/// <summary>
/// The value of an element depends on the element alone: not on how many there are, where they lie, what is beside them, how far apart they
/// are, or who computes them. What NaN carries is not part of a value. (Registers of all widths are compared by <c>tests/SameBits</c>.)
/// </summary>
[Collection(nameof(Threads))]
public class ElementLaws
{
    static readonly double[] awkward =
    [
        0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon,
        1, -1, 0.5, -0.5, 1e-310, 1e300, -800, 709, -745, 1e5, -1e22, 88.7, -103, 3, -2.5,
    ];

    static readonly double[] poison = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308, 0, 5e-324, 1e22];

    public static TheoryData<string> Names => [.. functions.Keys];

    static readonly Dictionary<string, Map> functions = Samples.Of
        .Where(each => each.Key.IsGenericType && each.Key.IsSubclassOf(typeof(Map)) && each.Key.Name is "Map`1" or "Zip`1" or "Relation`1")
        .Select(each => (Map)each.Value(new Draw(1)).Op).ToDictionary(op => op.Name);

    [Theory, MemberData(nameof(Names))]
    public void A_value_depends_on_its_element_alone_in_float32(string name) => Check<float>(name);

    [Theory, MemberData(nameof(Names))]
    public void A_value_depends_on_its_element_alone_in_float64(string name) => Check<double>(name);

    static void Check<T>(string name) where T : unmanaged
    {
        var (op, random, type) = (functions[name], new Random(1), DTypes.Of<T>());
        var arity = op.GetType().Name == "Map`1" ? 1 : 2;
        Tensor[] x = [.. Enumerable.Range(0, arity).Select(_ => Tensor.Of([.. Enumerable.Range(0, 101).Select(_ => Number(random))]).Cast(type))];
        var alone = Enumerable.Range(0, 101).Select(i => Words(Apply(op, x, each => each[i]))[0]).ToArray();

        void Same(string what, Tensor y, Func<int, int> at)
        {
            var words = Words(y);
            for (var i = 0; i < words.Length; i++)
                if (words[i] != alone[at(i)]) Assert.Fail($"{what}: element {i} of {words.Length} differs from its value alone, at {string.Join(", ", x.Select(each => each[at(i)]))}");
        }

        for (var length = 1; length <= 101; length += length < 40 ? 1 : 7)
            if (random.Next(102 - length) is var start)
                Same("offset", Apply(op, x, each => each[start..(start + length)]), i => start + i);
        Same("backwards", Apply(op, x, each => Operations.Flip(each, 0)), i => 100 - i);
        Same("apart", Apply(op, x, each => Operations.Stack(1, each, each * 0 + 1)[.., 0]), i => i);
        Same("repeated", Apply(op, x, each => Operations.Broadcast(each[7], [37])), _ => 7);
        Same("transposed", Apply(op, x, each => each[..100].Reshape(4, 25).T), i => i % 4 * 25 + i / 4);
        for (var round = 0; round < 20; round++)
            if (random.Next(101) is var place)
                Assert.Equal(alone[place], Words(Apply(op, x, each => Poisoned(each, place, random, type)))[place]);
        foreach (var threads in (int[])[1, 2, 16])
            Same($"{threads} threads", Threads.Run(threads, () => Apply(op, x, Tiled)), i => i % 101);
    }

    static double Number(Random random) => random.Next(3) switch
    {
        0 => awkward[random.Next(awkward.Length)],
        1 => random.NextDouble() * 6 - 3,
        _ => (random.Next(2) * 2 - 1) * Math.Pow(10, random.NextDouble() * 12 - 6),
    };

    static Tensor Poisoned(Tensor x, int kept, Random random, DType type)
        => Operations.Where(Operations.Equal(Tensor.Arange(101), kept), x, Tensor.Of([.. Enumerable.Range(0, 101).Select(_ => poison[random.Next(poison.Length)])]).Cast(type));

    /// <summary>More than one task, again and again the same.</summary>
    static Tensor Tiled(Tensor x) => Operations.Broadcast(x, [700, 101]) is var tiled && x.DType.IsFloat() ? tiled + Tensor.Full([700, 101], -0.0, x.DType) : tiled;

    static Tensor Apply(Map op, Tensor[] x, Func<Tensor, Tensor> view) => op.Apply(new Few<Tensor>(Array.ConvertAll(x, each => view(each))));

    /// <summary>The bits of each element, those of every NaN alike.</summary>
    static ulong[] Words(Tensor y) => y.DType switch
    {
        DType.Float32 => Array.ConvertAll(y.ToArray<float>(), each => float.IsNaN(each) ? ulong.MaxValue : BitConverter.SingleToUInt32Bits(each)),
        DType.Float64 => Array.ConvertAll(y.ToArray<double>(), each => double.IsNaN(each) ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(each)),
        _ => Array.ConvertAll(y.ToArray<bool>(), each => each ? 1ul : 0),
    };
}
