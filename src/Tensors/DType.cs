namespace Functional;

/// <summary>The element type of a tensor.</summary>
public enum DType
{
    /// <summary>Truth values, a byte each.</summary>
    Bool,

    /// <summary>Integers 0 … 255.</summary>
    UInt8,

    /// <summary>Integers of 32 bits.</summary>
    Int32,

    /// <summary>Integers of 64 bits.</summary>
    Int64,

    /// <summary>Numbers of 16 bits with a significand of 11 binary digits, up to 65504: <see cref="System.Half"/>.</summary>
    Float16,

    /// <summary>Numbers of 16 bits with a significand of 8 binary digits and the range of float32: <see cref="Functional.BFloat16"/>.</summary>
    BFloat16,

    /// <summary>Numbers of 32 bits, <c>float</c>.</summary>
    Float32,

    /// <summary>Numbers of 64 bits, <c>double</c>.</summary>
    Float64,
}

/// <summary>Work that is done in the C# type of an element type; see <see cref="DTypes.Dispatch"/>.</summary>
public interface IElementWork<TResult>
{
    /// <summary>Does it for elements of type <typeparamref name="T"/>.</summary>
    TResult Run<T>() where T : unmanaged;
}

/// <summary>Facts about element types.</summary>
public static class DTypes
{
    /// <summary>Whether values of this type can carry a derivative.</summary>
    public static bool IsFloat(this DType type) => type is DType.Float32 or DType.Float64 or DType.Float16 or DType.BFloat16;

    /// <summary>Whether values of this type are integers, of any size.</summary>
    public static bool IsInteger(this DType type) => type is DType.Int32 or DType.Int64 or DType.UInt8;

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
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(Half) ? DType.Float16
        : typeof(T) == typeof(BFloat16) ? DType.BFloat16
        : throw new DTypeException($"a tensor holds bool, byte, int, long, Half, BFloat16, float or double, not {typeof(T).Name}");

    /// <summary>How many bytes an element takes.</summary>
    public static int Bytes(this DType type) => type switch
    {
        DType.Bool or DType.UInt8 => 1,
        DType.Float16 or DType.BFloat16 => 2,
        DType.Int32 or DType.Float32 => 4,
        _ => 8,
    };

    /// <summary>
    /// The type in which numbers of this type are computed: float32 for those of 16 bits, whose results are then rounded once, to nearest even;
    /// int32 for uint8, whose results then wrap around.
    /// </summary>
    public static DType Computed(this DType type) => type switch
    {
        DType.Float16 or DType.BFloat16 => DType.Float32,
        DType.UInt8 => DType.Int32,
        _ => type,
    };

    /// <summary>Does work in the C# type of an element type: the one place where the one turns into the other.</summary>
    public static TResult Dispatch<TWork, TResult>(this DType type, TWork work) where TWork : struct, IElementWork<TResult>, allows ref struct
        => type switch
    {
        DType.Float32 => work.Run<float>(),
        DType.Float64 => work.Run<double>(),
        DType.Int32 => work.Run<int>(),
        DType.Int64 => work.Run<long>(),
        DType.Bool => work.Run<bool>(),
        DType.UInt8 => work.Run<byte>(),
        DType.Float16 => work.Run<Half>(),
        DType.BFloat16 => work.Run<BFloat16>(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), $"{type} is not an element type"),
    };
}
