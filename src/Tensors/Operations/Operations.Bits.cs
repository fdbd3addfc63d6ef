using static Functional.Primitives.Formulas;

namespace Functional;

/// <summary>Operations on the bits of integers; <see cref="And"/>, <see cref="Or"/> and <see cref="Xor"/> take integers, too.</summary>
public static partial class Operations
{
    /// <summary>
    /// The bits that are moved up by some places, zeros coming in below: x·2ⁿ modulo the range of the type. From n = the number of bits on it is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of places is negative.</exception>
    public static Tensor ShiftLeft(Tensor x, int places)
        => places < BitsOf("ShiftLeft", x, places) ? x * PowerOf2(x.DType, places) : Tensor.Zeros(x.Shape, x.DType);

    /// <summary>The bits that are moved down by some places, copies of the sign coming in above: ⌊x / 2ⁿ⌋.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of places is negative.</exception>
    public static Tensor ShiftRight(Tensor x, int places)
    {
        // The last place of a signed type has the power 2ⁿ⁻¹, which is its negative end.
        var bits = BitsOf("ShiftRight", x, places) - (x.DType == DType.UInt8 ? 0 : 1);
        return places < bits ? FloorDivide(x, PowerOf2(x.DType, places))
            : x.DType == DType.UInt8 ? Tensor.Zeros(x.Shape, x.DType)
            : -Cast(x < 0, x.DType);
    }

    static int BitsOf(string operation, Tensor x, int places)
    {
        if (!x.DType.IsInteger()) throw new DTypeException($"{operation}: the tensor is {x.DType.Name()}, not integers: convert it with Cast");
        return places >= 0 ? 8 * x.DType.Bytes()
            : throw new ArgumentOutOfRangeException(nameof(places), $"{operation}: a number of places from 0 on, not {places}");
    }

    static Tensor PowerOf2(DType type, int n) => type switch
    {
        DType.Int64 => Tensor.Scalar(1L << n),
        DType.Int32 => Tensor.Scalar(1 << n),
        _ => Tensor.Scalar((byte)(1 << n)),
    };
}
