using System.Runtime.InteropServices;
using Functional.Primitives;

namespace Functional.Tests;

/// <summary>
/// A device that is as plain as can be: it computes by the formulas of <see cref="Reference"/>. Like a graphics card it runs ahead: what goes wrong
/// with values is raised by the next read. It counts what comes to it and what is read from it.
/// </summary>
public sealed class ReferenceDevice(string name = "reference") : Device
{
    readonly Lock access = new();

    public override string Name => name;

    /// <summary>How many elements were sent here, and how often tensors were.</summary>
    public (int Tensors, long Elements) Arrivals { get; private set; }

    /// <summary>How often a tensor was read on the host.</summary>
    public int Reads { get; private set; }

    /// <summary>How many of these were single truth values.</summary>
    public int Predicates { get; private set; }

    /// <summary>How often a tensor was moved from here to another device.</summary>
    public int Departures { get; private set; }

    /// <summary>What the primitives that were computed are called.</summary>
    public HashSet<string> Primitives { get; } = [];

    /// <summary>How many primitives were computed.</summary>
    public int Evaluations { get; private set; }

    public override PlainTensor Create(DType dtype, Shape shape, ReadOnlySpan<byte> elements)
    {
        lock (access) Arrivals = (Arrivals.Tensors + 1, Arrivals.Elements + shape.Size);
        return new ReferenceTensor(this, dtype, shape, elements.ToArray());
    }

    public override PlainTensor Evaluate(Primitive op, in Few<Tensor> x)
    {
        var (dtype, shape) = op.Infer(x);
        if (op is Transfer move) return Send((ReferenceTensor)x[0], move.To);
        if (op.Expand(x) is { } formula) return (PlainTensor)formula;
        lock (access)
        {
            Evaluations++;
            Primitives.Add(op.Title);
        }
        for (var i = 0; i < x.Count; i++)
            if (((ReferenceTensor)x[i]).Failure is { } earlier) return new ReferenceTensor(this, dtype, shape, [], earlier);
        try
        {
            var bytes = op is RandomBits draw ? Words(draw, Integers(x[0]), Integers(x[1])) : Encoding.Bytes(dtype, Reference.Of(op, x.Select(this, static (_, each) => Host(each)))!);
            return new ReferenceTensor(this, dtype, shape, bytes);
        }
        catch (Exception failure) when (failure is ArithmeticException or ArgumentOutOfRangeException)
        {
            return new ReferenceTensor(this, dtype, shape, [], failure);
        }
    }

    /// <summary>A move shows what went wrong, as a read does.</summary>
    PlainTensor Send(ReferenceTensor x, Device to)
    {
        lock (access) Departures++;
        return x.Failure is null ? to.Create(x.DType, x.Shape, x.Elements) : throw x.Failure;
    }

    /// <summary>The elements of a tensor of this device, which counts as no read.</summary>
    static Tensor Host(Tensor x) => Tensor.FromBytes(((ReferenceTensor)x).Elements, x.DType, x.Shape);

    static int[] Integers(Tensor x) => MemoryMarshal.Cast<byte, int>(((ReferenceTensor)x).Elements).ToArray();

    /// <summary>Threefry-2x32-20 as its paper gives it (J. Salmon et al. 2011, section 3.2 and table 2), for each key and each element.</summary>
    static byte[] Words(RandomBits op, int[] keys, int[] streams) => op.Bits <= 32
        ? MemoryMarshal.AsBytes<int>([.. Blocks(op, keys, streams).Select(block => (int)((uint)(block >> 32) >> 32 - op.Bits))]).ToArray()
        : MemoryMarshal.AsBytes<long>([.. Blocks(op, keys, streams).Select(block => (long)(block >> 64 - op.Bits))]).ToArray();

    static IEnumerable<ulong> Blocks(RandomBits op, int[] keys, int[] streams) => keys.Chunk(2).Zip(streams).SelectMany(each
        => Enumerable.Range(0, op.To.Size).Select(i => Threefry([(uint)each.First[0], (uint)each.First[1]], [(uint)i, (uint)each.Second])));

    static ulong Threefry(uint[] key, uint[] x)
    {
        uint[] keys = [.. key, 0x1BD11BDA ^ key[0] ^ key[1]];
        int[] rotations = [13, 15, 26, 6, 17, 29, 16, 24];
        (x[0], x[1]) = (x[0] + keys[0], x[1] + keys[1]);
        for (var round = 0; round < 20; round++)
        {
            x[0] += x[1];
            x[1] = (x[1] << rotations[round % 8] | x[1] >> 32 - rotations[round % 8]) ^ x[0];
            if (round % 4 != 3) continue;
            var injection = round / 4 + 1;
            (x[0], x[1]) = (x[0] + keys[injection % 3], x[1] + keys[(injection + 1) % 3] + (uint)injection);
        }
        return (ulong)x[0] << 32 | x[1];
    }

    /// <summary>A tensor here: its elements in row-major order, or what went wrong on the way to them.</summary>
    sealed class ReferenceTensor(ReferenceDevice device, DType dtype, Shape shape, byte[] elements, Exception? failure = null)
        : PlainTensor(dtype, shape)
    {
        public override Device Device => device;

        internal byte[] Elements => elements;

        internal Exception? Failure => failure;

        public override ReadOnlySpan<byte> Bytes
        {
            get
            {
                lock (device.access)
                {
                    device.Reads++;
                    if (DType == DType.Bool && Size == 1) device.Predicates++;
                }
                return failure is null ? elements : throw failure;
            }
        }

        public override object Storage => elements;

        public override long StorageBytes => elements.Length;

        public override PlainTensor Compact() => this;
    }

    /// <summary>Numbers as elements.</summary>
    static class Encoding
    {
        internal static byte[] Bytes(DType dtype, double[] x) => dtype switch
        {
            DType.Float64 => Bytes(x, v => v),
            DType.Float32 => Bytes(x, v => (float)v),
            DType.Float16 => Bytes(x, v => (Half)v),
            DType.BFloat16 => Bytes(x, v => (BFloat16)v),
            DType.Int64 => Bytes(x, v => (long)v),
            DType.Int32 => Bytes(x, v => (int)v),
            DType.UInt8 => Bytes(x, v => unchecked((byte)(long)v)),
            _ => Bytes(x, v => v != 0),
        };

        static byte[] Bytes<T>(double[] x, Func<double, T> element) where T : unmanaged => MemoryMarshal.AsBytes<T>([.. x.Select(element)]).ToArray();
    }
}
