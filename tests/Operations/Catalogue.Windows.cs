using static Functional.Operations;

namespace Functional.Tests.Operations;

public static partial class Catalogue
{
    static IEnumerable<Operation> Windows()
    {
        const string group = "Windows";
        Tensor image = Apart([1, 2, 5, 4]), line = Apart([1, 1, 7]);

        yield return Op(group, "MaxPool", "–, max_pool2d, –", x => MaxPool(x[0], 2, 1, null, dilation: 2), [image],
            x => Pooled(x[0], 2, 1, 0, 2, false, each => each.Max(v => v.Value)))
            .And(x => MaxPool(x[0], 3, 2, 1, 1, ceil: true), [image],
                x => Pooled(x[0], 3, 2, 1, 1, true, each => each.Where(v => v.IsImage).Max(v => v.Value)))
            .And(x => MaxPool(x[0], 2, 2, 1, 2, ceil: true), [line],
                x => Pooled(x[0], 2, 2, 1, 2, true, each => each.Where(v => v.IsImage).Max(v => v.Value)))
            .And(x => MaxPool(x[0], 2), [image], x => Pooled(x[0], 2, 2, 0, 1, false, each => each.Max(v => v.Value)))
            .Refuses(() => MaxPool(R([3, 4]), 2, 1, null, 2), "MaxPool: the images are [3, 4], not [batch, channels, 1 to 3 spatial axes]");
        yield return Op(group, "AveragePool", "–, avg_pool2d, –", x => AveragePool(x[0], 2, 1, 1, dilation: 2), [image],
            x => Pooled(x[0], 2, 1, 1, 2, false, each => each.Average(v => v.Value)))
            .And(x => AveragePool(x[0], 3, 2, 1, countPadding: false), [image],
                x => Pooled(x[0], 3, 2, 1, 1, false, each => each.Where(v => v.IsImage).Average(v => v.Value)))
            .And(x => AveragePool(x[0], 3, 2, 1, ceil: true), [R([1, 2, 6, 4])],
                x => Pooled(x[0], 3, 2, 1, 1, true, each => each.Where(v => v.IsPadded).Average(v => v.Value)))
            .And(x => AveragePool(x[0], 3, 2, 1, ceil: true, countPadding: false), [R([1, 2, 6, 4])],
                x => Pooled(x[0], 3, 2, 1, 1, true, each => each.Where(v => v.IsImage).Average(v => v.Value)));
        yield return Op(group, "GlobalAveragePool", "–", x => GlobalAveragePool(x[0]), [image], x => x[0].Reduce(Enumerable.Average, [2, 3]));
        yield return Op(group, "GlobalMaxPool", "–", x => GlobalMaxPool(x[0]), [image], x => x[0].Reduce(Enumerable.Max, [2, 3]))
            .Refuses(() => GlobalMaxPool(R([2, 3])), "GlobalMaxPool: the images are [2, 3], not [batch, channels, spatial…]");
        yield return Op(group, "AdaptiveAveragePool", "–, adaptive_avg_pool2d, –", x => AdaptiveAveragePool(x[0], 2, 3), [image],
            x => AdaptivePooled(x[0], Enumerable.Average))
            .And(x => AdaptiveAveragePool(x[0], 9), [line],
            x => Values.Tabulate([1, 1, 9], at => (x[0][0, 0, at[2] * 7 / 9] + x[0][0, 0, ((at[2] + 1) * 7 + 8) / 9 - 1]) / 2))
            .Refuses(() => AdaptiveAveragePool(image, 0), "AdaptiveAveragePool: axis 2 of [1, 2, 5, 4] does not become 0");
        yield return Op(group, "AdaptiveMaxPool", "–, adaptive_max_pool2d, –", x => AdaptiveMaxPool(x[0], 2, 3), [image],
            x => AdaptivePooled(x[0], Enumerable.Max));
        yield return Op(group, "Unfold", "–, unfold, conv_general_dilated_patches", x => Unfold(x[0], 2, 2, 1, 2), [image],
            x => Columns(x[0], 2, 2, 1, 2))
            .And(x => Unfold(x[0], 3), [line], x => Columns(x[0], 3, 1, 0, 1));
        yield return Op(group, "Fold", "–, fold, –", x => Fold(x[0], [4, 5], 2, 2, 1), [R([1, 8, 9])], x => FoldedBack(x[0], [4, 5], 2, 2, 1, 1))
            .And(x => Fold(x[0], [7], 3, 1, null, 2), [R([2, 6, 3])], x => FoldedBack(x[0], [7], 3, 1, 0, 2))
            .Refuses(() => Fold(R([1, 8, 9]), [4, 5], 2), "Fold: the columns are [1, 8, 9], but images [1, 2, 4, 5] have 12 places");
        yield return Op(group, "Interpolate", "–, interpolate, image.resize", x => Interpolate(x[0], [3, 7]), [image],
            x => Resized(x[0], [3, 7], Bilinear, false))
            .And(x => Interpolate(x[0], [8, 3], alignCorners: true), [image], x => Resized(x[0], [8, 3], Bilinear, true))
            .And(x => Interpolate(x[0], [8, 3], Interpolation.Cubic), [image], x => Resized(x[0], [8, 3], Bicubic, false))
                .And(x => Interpolate(x[0], [8, 1], Interpolation.Cubic, alignCorners: true), [image], x => Resized(x[0], [8, 1], Bicubic, true))
            .And(x => Interpolate(x[0], [4], Interpolation.Nearest), [line],
                x => Values.Of(x[0].Numbers[0], x[0].Numbers[1], x[0].Numbers[3], x[0].Numbers[5]).Under(1, 1, 4))
            .And(x => Interpolate(x[0], [4], Interpolation.Nearest), [I(1, 2).Reshape(1, 1, 2)], _ => new([1, 1, 4], [1, 1, 2, 2]))
            .Refuses(() => Interpolate(image, [3]), "Interpolate: 1 extents for 2 spatial axes of [1, 2, 5, 4]");
    }

    /// <summary>
    /// An element of a window: its value, 0 beyond the image, and whether it lies in the image, or in the padding that was asked for.
    /// </summary>
    readonly record struct Seen(double Value, bool IsImage, bool IsPadded);

    static IEnumerable<Seen> Window(Values x, int[] at, int extent, int stride, int padding, int dilation)
        => Values.Places([.. at.Skip(2).Select(_ => extent)]).Select(k =>
        {
            int[] place = [.. k.Select((each, i) => at[i + 2] * stride + each * dilation - padding)];
            var isImage = place.Select((each, i) => each >= 0 && each < x.Shape[i + 2]).All(holds => holds);
            return new Seen(isImage ? x[[at[0], at[1], .. place]] : 0, isImage,
                place.Select((each, i) => each < x.Shape[i + 2] + padding).All(holds => holds));
        });

    static int[] Slots(int[] spatial, int extent, int stride, int padding, int dilation, bool ceil) => [.. spatial.Select(s =>
    {
        var slack = s + 2 * padding - (extent - 1) * dilation - 1;
        var places = (ceil ? slack + stride - 1 : slack) / stride + 1;
        return ceil && (places - 1) * stride >= s + padding ? places - 1 : places;
    })];

    static Values Pooled(Values x, int extent, int stride, int padding, int dilation, bool ceil, Func<IEnumerable<Seen>, double> join)
        => Values.Tabulate([x.Shape[0], x.Shape[1], .. Slots(x.Shape[2..], extent, stride, padding, dilation, ceil)],
            at => join(Window(x, at, extent, stride, padding, dilation)));

    static Values AdaptivePooled(Values x, Func<IEnumerable<double>, double> join) => Values.Tabulate([x.Shape[0], x.Shape[1], 2, 3], at => join(
        from i in Enumerable.Range(0,
            x.Shape[2]) where i >= Math.Floor(at[2] * x.Shape[2] / 2.0) && i < Math.Ceiling((at[2] + 1) * x.Shape[2] / 2.0)
        from j in Enumerable.Range(0,
            x.Shape[3]) where j >= Math.Floor(at[3] * x.Shape[3] / 3.0) && j < Math.Ceiling((at[3] + 1) * x.Shape[3] / 3.0)
        select x[at[0], at[1], i, j]));

    static Values Columns(Values x, int extent, int stride, int padding, int dilation)
    {
        var places = Values.Places(Slots(x.Shape[2..], extent, stride, padding, dilation, false)).ToArray();
        var elements = (int)Math.Pow(extent, x.Rank - 2);
        return Values.Tabulate([x.Shape[0], x.Shape[1] * elements, places.Length],
            at => Window(x, [at[0], at[1] / elements, .. places[at[2]]], extent, stride, padding, dilation).ElementAt(at[1] % elements).Value);
    }

    static Values FoldedBack(Values columns, int[] spatial, int extent, int stride, int padding, int dilation)
    {
        var elements = (int)Math.Pow(extent, spatial.Length);
        int[] shape = [columns.Shape[0], columns.Shape[1] / elements, .. spatial];
        // Where every element of an image went is where it comes from.
        var numbered = Columns(Values.Tabulate([1, 1, .. spatial], at => 1 + Values.Places(spatial).ToList().FindIndex(each => each.SequenceEqual(at[2..]))),
            extent, stride, padding, dilation);
        return Values.Tabulate(shape,
            at => Values.Places([elements, columns.Shape[2]]).Where(place => numbered[0, place[0], place[1]] == 1 + Values.Places(spatial).ToList().FindIndex(each => each.SequenceEqual(at[2..])))
            .Sum(place => columns[at[0], at[1] * elements + place[0], place[1]]));
    }

    /// <summary>Each pixel as the sum over all of the image, weighted by how far they are away.</summary>
    static Values Resized(Values x, int[] to, Func<double, double> weight, bool alignCorners) => Values.Tabulate([x.Shape[0], x.Shape[1], .. to],
        at =>
    {
        double Place(int i)
            => alignCorners ? to[i] == 1 ? 0 : at[i + 2] * (x.Shape[i + 2] - 1.0) / (to[i] - 1) : (at[i + 2] + 0.5) * x.Shape[i + 2] / to[i] - 0.5;
        double At(int i, int j) => x[at[0], at[1], Math.Clamp(i, 0, x.Shape[2] - 1), Math.Clamp(j, 0, x.Shape[3] - 1)];
        return (from i in Enumerable.Range(-4, 14) from j in Enumerable.Range(-4, 14) select weight(Place(0) - i) * weight(Place(1) - j) * At(i, j)).Sum();
    });

    static double Bilinear(double distance) => Math.Max(0, 1 - Math.Abs(distance));

    static double Bicubic(double distance) => Math.Abs(distance) switch
    {
        <= 1 and var t => 1.25 * t * t * t - 2.25 * t * t + 1,
        < 2 and var t => -0.75 * (t * t * t - 5 * t * t + 8 * t - 4),
        _ => 0,
    };
}
