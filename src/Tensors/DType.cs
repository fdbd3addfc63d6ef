namespace Functional;

/// <summary>The element type of a tensor.</summary>
public enum DType { Bool, Int32, Int64, Float32, Float64 }

/// <summary>Facts about element types.</summary>
public static class DTypes
{
    /// <summary>Whether values of this type can carry a derivative.</summary>
    public static bool IsFloat(this DType type) => type is DType.Float32 or DType.Float64;

    public static bool IsInteger(this DType type) => type is DType.Int32 or DType.Int64;

    /// <summary>The name users know from NumPy: <c>float32</c>, <c>bool</c>, …</summary>
    public static string Name(this DType type) => type.ToString().ToLowerInvariant();

    /// <summary>The element type that stores <typeparamref name="T"/>.</summary>
    /// <exception cref="DTypeException">No tensor holds elements of that type.</exception>
    public static DType Of<T>()
        => typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw new DTypeException($"a tensor holds bool, int, long, float or double, not {typeof(T).Name}");
}
