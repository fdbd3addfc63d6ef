using Functional.Graphs;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests;

/// <summary>A workspace whose places are taken one after the other, with elements between them that nobody may write.</summary>
internal sealed class PlannedMemory
{
    const int Gap = 5;

    readonly Dictionary<DType, long> next = [];
    readonly List<(PlainTensor Guard, byte[] Bytes)> guards = [];

    /// <summary>Memory for values of these types.</summary>
    internal PlannedMemory(IEnumerable<TensorType> types)
        => Workspace = Device.Cpu.Reserve(types.GroupBy(type => type.DType).ToDictionary(group => group.Key, group => group.Sum(type => type.Shape.Size + 2L * Gap)))!;

    internal Workspace Workspace { get; }

    /// <summary>The next place for a value of a type.</summary>
    internal PlainTensor Place(TensorType type)
    {
        var at = next.GetValueOrDefault(type.DType);
        Guard(type.DType, at);
        Guard(type.DType, at + Gap + type.Shape.Size);
        next[type.DType] = at + Gap + type.Shape.Size + Gap;
        return Workspace.Place(type, at + Gap);
    }

    /// <summary>A copy of a tensor in the next place.</summary>
    internal PlainTensor Place(PlainTensor x)
    {
        var place = Place(TensorType.Of(x));
        Workspace.Evaluate(new Reshape(x.Shape), new(x), place);
        return place;
    }

    internal void RequireUntouched() => Assert.All(guards, each => Assert.Equal(each.Bytes, each.Guard.Bytes.ToArray()));

    void Guard(DType type, long at)
    {
        var guard = Workspace.Place(new(type, [Gap]), at);
        guards.Add((guard, guard.Bytes.ToArray()));
    }
}
