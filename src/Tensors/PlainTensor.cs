using System.Runtime.CompilerServices;
using Functional.Primitives;

namespace Functional;

/// <summary>
/// A tensor without a transformation: elements of a type, in a shape, on a <see cref="Device"/>. Every device has its own kind.
/// <para>
/// A literal, and what is computed from literals alone, is a constant: it belongs to no device and goes to any where it meets a tensor that does.
/// Constants are kept on the CPU.
/// </para>
/// </summary>
public abstract class PlainTensor : Tensor
{
    /// <summary>Literals and draws of more bytes are data, and live on the CPU.</summary>
    const int LargestConstant = 1 << 16;

    const int Constant = -1, Living = 0;

    /// <summary>A tensor of a type and shape; its kind, or a field of it, knows the device.</summary>
    protected PlainTensor(DType dtype, Shape shape) : base(dtype, shape, Living) { }

    /// <summary>Whether it is made of literals alone, and so may be sent to any device.</summary>
    public bool IsConstant => Level == Constant;

    /// <summary>The elements in row-major order, as bytes: waits until they are computed, and brings them to the host.</summary>
    /// <exception cref="ArithmeticException">A value that this is computed from had no answer; see <see cref="Device.Evaluate(Primitive, in Few{Tensor})"/>.</exception>
    public abstract ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The bytes of the first element in row-major order.</summary>
    public virtual ReadOnlySpan<byte> FirstBytes => Bytes[..DType.Bytes()];

    /// <summary>The memory behind the elements, the same object for all views of it.</summary>
    public abstract object Storage { get; }

    /// <summary>How much memory that is.</summary>
    public abstract long StorageBytes { get; }

    /// <summary>Whether it is one element, or a view that repeats one.</summary>
    public virtual bool IsRepeated => Size == 1;

    /// <summary>The same elements in memory of their own, no larger than they need.</summary>
    public abstract PlainTensor Compact();

    /// <summary>This tensor itself.</summary>
    public sealed override PlainTensor Primal => this;

    /// <inheritdoc/>
    protected internal sealed override Tensor KeptBy(Keeper keeper) => keeper.Keep(this);

    /// <inheritdoc/>
    protected internal sealed override Tensor Interpret(Primitive op, in Few<Tensor> x)
    {
        var device = Device;
        for (var i = 0; i < x.Count; i++)
            if (!ReferenceEquals(x[i], this) && Unsafe.As<PlainTensor>(x[i]).Device != device) return device.Evaluate(op, Here(op, x));
        var y = device.Evaluate(op, x);
        return IsConstant ? y.AsConstant(op) : y;
    }

    /// <summary>This tensor as a constant.</summary>
    internal PlainTensor AsConstant()
    {
        Level = Constant;
        return this;
    }

    /// <summary>This tensor as a constant, if it is no larger than a literal may be.</summary>
    internal PlainTensor AsLiteral()
    {
        if (StorageBytes <= LargestConstant) Level = Constant;
        return this;
    }

    /// <summary>The result of a primitive of constants: what is drawn lives where it is drawn, unless it is small, and what is moved where it goes.</summary>
    PlainTensor AsConstant(Primitive op)
    {
        if (op is not Transfer && (op is not RandomBits || StorageBytes <= LargestConstant)) Level = Constant;
        return this;
    }

    /// <summary>The inputs of a primitive on this tensor's device, to which constants are sent.</summary>
    Few<Tensor> Here(Primitive op, in Few<Tensor> x)
    {
        var here = new Tensor[x.Count];
        for (var i = 0; i < here.Length; i++)
        {
            var input = (PlainTensor)x[i];
            here[i] = input.Device == Device ? input
                : input.IsConstant ? Device.Import(input)
                : throw new DeviceException($"{op.Title}: one tensor is on {Device}, another on {input.Device}: move one with To");
        }
        return new(here);
    }
}
