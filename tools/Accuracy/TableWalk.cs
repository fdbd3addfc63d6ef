using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Functional.Functions;

namespace Functional.Accuracy;

/// <summary>
/// A walk over the arguments of a table of exact values. A line of it is the arguments, the value rounded to float64, and the rest of the value,
/// each as the hexadecimal digits of the bits of a float64.
/// </summary>
internal static class TableWalk
{
    /// <summary>What it finds; null where there is no table.</summary>
    internal static Row? Of(string name)
    {
        var lines = Lines(name);
        return lines.Length == 0 ? null : Catalog.Maps.Contains(name) ? Catalog.Visit(name, new MapWalk(lines)) : Catalog.Visit(name, new ZipWalk(lines));
    }

    /// <summary>The lines of a table; none where there is none.</summary>
    internal static double[][] Lines(string name)
        => File.Exists(Path(name)) ? [.. File.ReadLines(Path(name)).Select(line => line.Split(',').Select(Number).ToArray())] : [];

    sealed record MapWalk(double[][] Lines) : IMapVisitor<Row>
    {
        public Row Visit<F>() where F : struct, IMapFunction
        {
            Span<double> x = Column(Lines, 0), y = new double[x.Length];
            Loop.Widest<F, double>(x, y);
            var start = Stopwatch.GetTimestamp();
            Loop.Widest<F, double>(x, y);
            var row = new Row(F.Name) { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
            for (var i = 0; i < Lines.Length; i++) row.Add(Deviation.Of(y[i], Lines[i][1], Lines[i][2]), x[i]);
            return row;
        }
    }

    sealed record ZipWalk(double[][] Lines) : IZipVisitor<Row>
    {
        public Row Visit<F>() where F : struct, IZipFunction
        {
            Span<double> a = Column(Lines, 0), b = Column(Lines, 1), y = new double[a.Length];
            Loop.Widest<F, double>(a, b, y);
            var start = Stopwatch.GetTimestamp();
            Loop.Widest<F, double>(a, b, y);
            var row = new Row(F.Name) { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
            for (var i = 0; i < Lines.Length; i++) row.Add(Deviation.Of(y[i], Lines[i][2], Lines[i][3]), a[i], b[i]);
            return row;
        }
    }

    /// <summary>A column, filled up with zeros for the widest register.</summary>
    static double[] Column(double[][] lines, int index)
    {
        var column = new double[lines.Length + 7 & ~7];
        for (var i = 0; i < lines.Length; i++) column[i] = lines[i][index];
        return column;
    }

    static double Number(string digits) => BitConverter.UInt64BitsToDouble(ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    static string Path(string name, [CallerFilePath] string here = "")
        => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../tests/Functions/References", name.ToLowerInvariant() + ".csv");
}
