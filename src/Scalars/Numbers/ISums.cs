namespace Functional;

/// <summary>A number with a leaner way to add many of its kind than one after the other.</summary>
internal interface ISums<TSelf>
{
    TSelf Sum(ReadOnlySpan<TSelf> x);

    TSelf Dot(ReadOnlySpan<TSelf> a, ReadOnlySpan<TSelf> b);
}
