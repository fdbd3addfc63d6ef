using System.Diagnostics;
using Functional.Functions;

namespace Functional.Accuracy;

/// <summary>A walk over all float32, or over every n-th, on all cores.</summary>
internal static class FloatWalk
{
    const int Block = 1 << 12;

    /// <summary>What it finds; null where there is no reference.</summary>
    internal static Row? Of(string name, int stride, int offset = 0)
        => References.Maps.TryGetValue(name, out var reference) ? Catalog.Visit(name, new MapWalk(reference, stride, offset))
        : References.Zips.TryGetValue(name, out var pairs) ? Catalog.Visit(name, new ZipWalk(pairs, stride, offset))
        : null;

    /// <summary>What a function of one argument gives at some.</summary>
    internal static Row At(string name, float[] arguments) => Catalog.Visit(name, new PointWalk(References.Maps[name], arguments));

    sealed record PointWalk(Func<double, double> Reference, float[] Arguments) : IMapVisitor<Row>
    {
        public Row Visit<F>() where F : struct, IMapFunction
        {
            float[] x = [.. Arguments, .. new float[-Arguments.Length & 15]], y = new float[x.Length];
            Loop.Widest<F, float>(x, y);
            var row = new Row(F.Name);
            for (var i = 0; i < x.Length; i++) row.Add(Deviation.Of(y[i], Reference(x[i])), x[i]);
            return row;
        }
    }

    sealed record MapWalk(Func<double, double> Reference, int Stride, int Offset) : IMapVisitor<Row>
    {
        public Row Visit<F>() where F : struct, IMapFunction
        {
            // Compiled before it is timed.
            Loop.Widest<F, float>(new float[Block], new float[Block]);
            return Walk(F.Name, Stride, Add<F>);
        }

        void Add<F>(long first, Row row, Buffers buffers) where F : struct, IMapFunction
        {
            var (x, y) = (buffers.A, buffers.Y);
            for (var i = 0; i < Block; i++) x[i] = BitConverter.UInt32BitsToSingle(unchecked((uint)((first + i) * Stride + Offset)));
            var start = Stopwatch.GetTimestamp();
            Loop.Widest<F, float>(x, y);
            row.Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            for (var i = 0; i < Block; i++) row.Add(Deviation.Of(y[i], Reference(x[i])), x[i]);
        }
    }

    sealed record ZipWalk(Func<double, double, double> Reference, int Stride, int Offset) : IZipVisitor<Row>
    {
        public Row Visit<F>() where F : struct, IZipFunction
        {
            Loop.Widest<F, float>(new float[Block], new float[Block], new float[Block]);
            return Walk(F.Name, Stride, Add<F>);
        }

        void Add<F>(long first, Row row, Buffers buffers) where F : struct, IZipFunction
        {
            var (a, b, y) = (buffers.A, buffers.B, buffers.Y);
            for (var i = 0; i < Block; i++) (a[i], b[i]) = Pairs.At((first + i) * Stride + Offset);
            var start = Stopwatch.GetTimestamp();
            Loop.Widest<F, float>(a, b, y);
            row.Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            for (var i = 0; i < Block; i++) row.Add(Deviation.Of(y[i], Reference(a[i], b[i])), a[i], b[i]);
        }
    }

    /// <summary>Adds block after block to a row for each thread, and these up.</summary>
    static Row Walk(string name, int stride, Action<long, Row, Buffers> add)
    {
        var (sum, gate) = (new Row(name), new Lock());
        Parallel.For(0, Math.Max((1L << 32) / stride / Block, 1), () => (Row: new Row(name), Buffers: new Buffers()),
            (index, _, own) =>
            {
                add(index * Block, own.Row, own.Buffers);
                return own;
            },
            own => { lock (gate) sum.Add(own.Row); });
        return sum;
    }

    sealed class Buffers
    {
        internal readonly float[] A = Filled(), B = Filled(), Y = Filled();

        /// <summary>Touched, so that the first block does not pay for it.</summary>
        static float[] Filled()
        {
            var numbers = new float[Block];
            Array.Fill(numbers, 1);
            return numbers;
        }
    }
}
