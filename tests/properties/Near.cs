using Xunit;

namespace Functional.Tests.Properties;

/// <summary>Comparisons of float64 tensors.</summary>
public static class Near
{
    /// <summary>The same shape, and the same numbers but for rounding in sums of a few terms.</summary>
    public static void Equal(Tensor expected, Tensor found, double relative = 1e-13)
    {
        Assert.Equal((expected.DType, expected.Shape), (found.DType, found.Shape));
        var (e, f) = (Reference.Numbers(expected), Reference.Numbers(found));
        var scale = e.Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < e.Length; i++) Assert.True(Math.Abs(e[i] - f[i]) <= relative * scale, $"element {i} is {f[i]:R}, not {e[i]:R}");
    }

    /// <summary>The same shape and exactly the same numbers.</summary>
    public static void Same(Tensor expected, Tensor found) => Equal(expected, found, 0);
}
