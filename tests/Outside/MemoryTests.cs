using System.Reflection;
using Functional.Primitives;
using Xunit;

namespace Functional.Tests.Outside;

/// <summary>Nobody writes to a tensor that somebody sees, and nobody gives back memory but who opened its region.</summary>
public class MemoryTests
{
    const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void A_sum_grows_until_it_is_taken()
    {
        var (a, b) = (Tensor.Of(1.0, 2.0), Tensor.Of(10.0, 20.0));
        var sum = new Accumulator(a, b, region: null);
        for (var i = 0; i < 3; i++) sum.Add(b);
        var taken = sum.Take();
        Assert.Throws<InvalidOperationException>(() => sum.Add(b));
        Assert.Throws<InvalidOperationException>(sum.Take);
        Assert.Equal([41.0, 82.0], taken.ToArray<double>());
        Assert.Equal([1.0, 2.0, 10.0, 20.0], [.. a.ToArray<double>(), .. b.ToArray<double>()]);
    }

    [Fact]
    public void Nothing_hands_out_a_region()
    {
        var types = typeof(Tensor).Assembly.GetExportedTypes();
        Assert.Contains(typeof(Region), types);
        Assert.Empty(types.SelectMany(type => type.GetMembers(Visible)).Where(member => Gives(member) == typeof(Region)).Select(member => $"{member.DeclaringType}.{member.Name}"));
    }

    static Type? Gives(MemberInfo member) => member switch
    {
        MethodInfo method => method.ReturnType,
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => null,
    };
}
