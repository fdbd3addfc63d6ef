using System.Collections.Frozen;

namespace Functional.Nn;

/// <summary>The element types of the safetensors format; each member is named as the format spells it.</summary>
public enum SafetensorsType
{
    /// <summary>A byte that is 0 or 1.</summary>
    BOOL,
    /// <summary>Unsigned 8-bit integer.</summary>
    U8,
    /// <summary>Signed 8-bit integer.</summary>
    I8,
    /// <summary>8-bit number of 5 exponent and 2 mantissa bits.</summary>
    F8_E5M2,
    /// <summary>8-bit number of 4 exponent and 3 mantissa bits.</summary>
    F8_E4M3,
    /// <summary>8-bit power of two, a scale.</summary>
    F8_E8M0,
    /// <summary>Signed 16-bit integer.</summary>
    I16,
    /// <summary>Unsigned 16-bit integer.</summary>
    U16,
    /// <summary>IEEE 754 half precision.</summary>
    F16,
    /// <summary>The upper half of a single-precision number.</summary>
    BF16,
    /// <summary>Signed 32-bit integer.</summary>
    I32,
    /// <summary>Unsigned 32-bit integer.</summary>
    U32,
    /// <summary>IEEE 754 single precision.</summary>
    F32,
    /// <summary>IEEE 754 double precision.</summary>
    F64,
    /// <summary>Signed 64-bit integer.</summary>
    I64,
    /// <summary>Unsigned 64-bit integer.</summary>
    U64,
    /// <summary>A complex number of two single-precision parts.</summary>
    C64,
}

/// <summary>What the format says of its element types.</summary>
public static class SafetensorsTypes
{
    static readonly FrozenDictionary<string, SafetensorsType> ByName =
        Enum.GetValues<SafetensorsType>().ToFrozenDictionary(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>Bytes per element.</summary>
    public static int Size(this SafetensorsType type) => type switch
    {
        SafetensorsType.BOOL or SafetensorsType.U8 or SafetensorsType.I8 or SafetensorsType.F8_E5M2 or SafetensorsType.F8_E4M3 or SafetensorsType.F8_E8M0 => 1,
        SafetensorsType.I16 or SafetensorsType.U16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.I32 or SafetensorsType.U32 or SafetensorsType.F32 => 4,
        SafetensorsType.F64 or SafetensorsType.I64 or SafetensorsType.U64 or SafetensorsType.C64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an element type of the safetensors format"),
    };

    /// <summary>The type that the format spells <paramref name="name"/>, or null.</summary>
    internal static SafetensorsType? Parse(string name) => ByName.TryGetValue(name, out var type) ? type : null;
}
