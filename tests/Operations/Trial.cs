namespace Functional.Tests.Operations;

/// <summary>What trying an operation tells about it.</summary>
public static class Trial
{
    /// <summary>The inputs that have derivatives.</summary>
    public static int[] Variables(Operation operation)
        => operation.Variables ?? [.. Enumerable.Range(0, operation.First.Inputs.Length).Where(i => operation.First.Inputs[i].DType.IsFloat())];

    /// <summary>The primitives that a device is given.</summary>
    public static string[] Primitives(Operation operation)
    {
        var device = new ReferenceDevice("trial");
        _ = operation.First.Call([.. operation.First.Inputs.Select(x => x.To(device))]);
        return [.. device.Primitives.Order(StringComparer.Ordinal)];
    }

    /// <summary>The element types that it takes.</summary>
    public static DType[] Types(Operation operation) => [.. Enum.GetValues<DType>().Where(type => Takes(operation, type))];

    static bool Takes(Operation operation, DType type)
    {
        var elements = operation.First.Inputs[0].DType;
        try
        {
            _ = operation.First.Call([.. operation.First.Inputs.Select(x => x.DType == elements ? x.Cast(type) : x)]);
            return true;
        }
        catch (Exception e) when (e is DTypeException or ShapeException)
        {
            return false;
        }
        // Numbers that were rounded may not fit, which their type does not tell.
        catch (Exception e) when (e is ArithmeticException or ArgumentOutOfRangeException)
        {
            return true;
        }
    }
}
