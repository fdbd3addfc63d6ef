using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "ba": the errors of p observations of m points by n cameras, and the sparse Jacobian. An observation's two errors depend on the
/// 11 numbers of its camera, the 3 of its point and its weight, and on nobody else's; so one evaluation of all observations at once and a
/// pass back for either error give every block of the Jacobian.
/// </summary>
internal static class BundleAdjustment
{
    const int CameraSize = 11, PointSize = 3, Columns = CameraSize + PointSize + 1;

    internal sealed record Input(int N, int M, int P, double[] Cam, double[] X, double W, double[] Feat) : Runs;

    /// <summary>
    /// Cameras [n, 11], points [m, 3], weights [p], and where each point was seen, two of [p]; which camera and which point each observation
    /// is of, [p].
    /// </summary>
    internal sealed record Scene(Tensor Cameras, Tensor Points, Tensor Weights, Tensor SeenX, Tensor SeenY, Tensor Camera, Tensor Point);

    /// <summary>The errors of reprojection, two of [p], and of the weights, [p].</summary>
    internal sealed record Errors(Tensor X, Tensor Y, Tensor Weight);

    /// <summary>A sparse matrix: row i has the elements from Rows[i] to Rows[i + 1] of the columns and values.</summary>
    internal sealed record Sparse(int[] Rows, int[] Columns, double[] Values);

    internal static readonly Module Module = new Module<Input, Scene>("ba", Prepare)
    {
        { "objective", Recycling<Scene, Errors>(Objective), errors => new
        {
            reproj_error = new { elements = new[] { errors.X[0].ToScalar(), errors.Y[0].ToScalar() }, repeated = errors.X.Size },
            w_err = new { element = errors.Weight[0].ToScalar(), repeated = errors.Weight.Size },
        } },
        { "jacobian", Jacobian, matrix => new { rows = Ends(matrix.Rows), cols = Ends(matrix.Columns), vals = Ends(matrix.Values) } },
    };

    internal static Errors Objective(Scene scene)
        => Reproject(Variables(scene), scene.SeenX, scene.SeenY) is var (x, y) ? new(x, y, WeightError(scene.Weights)) : null!;

    internal static Sparse Jacobian(Scene scene)
    {
        var (p, ones, zeros) = (scene.Weights.Size, Tensor.OnesLike(scene.Weights), Tensor.ZerosLike(scene.Weights));
        var (ofX, ofY, ofWeight) = Recycling<Scene, (Tensor[], Tensor[], Tensor)>(scene =>
        {
            var (_, pullback) = Vjp<Tensor[], (Tensor, Tensor)>(variables => Reproject(variables, scene.SeenX, scene.SeenY), Variables(scene));
            return (pullback((ones, zeros)), pullback((zeros, ones)), Derivative(WeightError)(scene.Weights));
        })(scene);
        var matrix = new Sparse(new int[3 * p + 1], new int[(2 * Columns + 1) * p], new double[(2 * Columns + 1) * p]);
        for (var row = 1; row <= 3 * p; row++) matrix.Rows[row] = row <= 2 * p ? row * Columns : 2 * p * Columns + row - 2 * p;
        WriteColumns(matrix.Columns, scene);
        for (var column = 0; column < Columns; column++)
        {
            WriteValues(matrix.Values.AsSpan(column), ofX[column].AsSpan<double>());
            WriteValues(matrix.Values.AsSpan(Columns + column), ofY[column].AsSpan<double>());
        }
        ofWeight.AsSpan<double>().CopyTo(matrix.Values.AsSpan(2 * p * Columns));
        return matrix;
    }

    /// <summary>One column of the blocks of one of the two errors.</summary>
    static void WriteValues(Span<double> to, ReadOnlySpan<double> column)
    {
        for (var i = 0; i < column.Length; i++) to[i * 2 * Columns] = column[i];
    }

    static void WriteColumns(Span<int> columns, Scene scene)
    {
        ReadOnlySpan<int> camera = scene.Camera.AsSpan<int>(), point = scene.Point.AsSpan<int>();
        var (firstPoint, firstWeight) = (scene.Cameras.Size, scene.Cameras.Size + scene.Points.Size);
        var at = 0;
        for (var i = 0; i < camera.Length; i++)
            for (var error = 0; error < 2; error++)
            {
                for (var j = 0; j < CameraSize; j++) columns[at++] = CameraSize * camera[i] + j;
                for (var j = 0; j < PointSize; j++) columns[at++] = firstPoint + PointSize * point[i] + j;
                columns[at++] = firstWeight + i;
            }
        for (var i = 0; i < camera.Length; i++) columns[at++] = firstWeight + i;
    }

    /// <summary>What the errors of each observation depend on: the 11 numbers of its camera, the 3 of its point and its weight, each [p].</summary>
    static Tensor[] Variables(Scene scene)
    {
        var (cameras, points) = (Gather(scene.Cameras.T, scene.Camera, 1), Gather(scene.Points.T, scene.Point, 1));
        return [.. Enumerable.Range(0, CameraSize).Select(j => cameras[j]), .. Enumerable.Range(0, PointSize).Select(j => points[j]), scene.Weights];
    }

    /// <summary>
    /// How far from the place where it was seen a camera shows a point, times a weight. A camera is a rotation (axis times angle), a centre,
    /// a focal length, a principal point and two coefficients of radial distortion.
    /// </summary>
    static (Tensor X, Tensor Y) Reproject(Tensor[] v, Tensor seenX, Tensor seenY)
    {
        var (x, y, z) = Rotate((v[0], v[1], v[2]), (v[11] - v[3], v[12] - v[4], v[13] - v[5]));
        var (horizontal, vertical) = (x / z, y / z);
        var squared = horizontal * horizontal + vertical * vertical;
        var zoom = (1 + (v[9] + v[10] * squared) * squared) * v[6];
        return (v[14] * (horizontal * zoom + v[7] - seenX), v[14] * (vertical * zoom + v[8] - seenY));
    }

    /// <summary>Rotates points about axes by the axes' lengths (O. Rodrigues 1840).</summary>
    static (Tensor X, Tensor Y, Tensor Z) Rotate((Tensor X, Tensor Y, Tensor Z) axis, (Tensor X, Tensor Y, Tensor Z) point)
    {
        var squared = axis.X * axis.X + axis.Y * axis.Y + axis.Z * axis.Z;
        var still = Equal(squared, 0);
        if (Any(still).ToScalar<bool>()) return RotateOrNot(axis, point, squared, still);
        var angle = Sqrt(squared);
        var unit = (axis.X / angle, axis.Y / angle, axis.Z / angle);
        return Turn(unit, point, Cos(angle), Sin(angle));
    }

    /// <summary>Where there is no axis, a cross product takes the rotation's place: to first order it is the same, so it has the derivative.</summary>
    static (Tensor X, Tensor Y, Tensor Z) RotateOrNot((Tensor X, Tensor Y, Tensor Z) axis, (Tensor X, Tensor Y, Tensor Z) point, Tensor squared, Tensor still)
    {
        var angle = Sqrt(Where(still, 1, squared));
        var (x, y, z) = Turn((axis.X / angle, axis.Y / angle, axis.Z / angle), point, Cos(angle), Sin(angle));
        var cross = Cross(axis, point);
        return (Where(still, point.X + cross.X, x), Where(still, point.Y + cross.Y, y), Where(still, point.Z + cross.Z, z));
    }

    static (Tensor X, Tensor Y, Tensor Z) Turn((Tensor X, Tensor Y, Tensor Z) unit, (Tensor X, Tensor Y, Tensor Z) point, Tensor cos, Tensor sin)
    {
        var cross = Cross(unit, point);
        var along = (unit.X * point.X + unit.Y * point.Y + unit.Z * point.Z) * (1 - cos);
        return (point.X * cos + cross.X * sin + unit.X * along, point.Y * cos + cross.Y * sin + unit.Y * along, point.Z * cos + cross.Z * sin + unit.Z * along);
    }

    static (Tensor X, Tensor Y, Tensor Z) Cross((Tensor X, Tensor Y, Tensor Z) a, (Tensor X, Tensor Y, Tensor Z) b)
        => (a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    static Tensor WeightError(Tensor weight) => 1 - weight * weight;

    /// <summary>What the suite wants to see of a long list: what belongs to the first observation, and the last element.</summary>
    static T[] Ends<T>(T[] list) => [.. list[..(2 * Columns)], list[^1]];

    static Scene Prepare(Input input)
    {
        var (n, m, p) = (input.N, input.M, input.P);
        if (n is < 1 or > 1 << 25 || m is < 1 or > 1 << 25 || p is < 10 or > 1 << 25)
            throw new ArgumentException($"n, m and p are {n}, {m} and {p}: n and m must be from 1 to {1 << 25}, p from 10");
        if (input.Cam.Length != CameraSize || input.X.Length != PointSize || input.Feat.Length != 2)
            throw new ArgumentException($"'cam', 'x' and 'feat' have {input.Cam.Length}, {input.X.Length} and {input.Feat.Length} elements, not {CameraSize}, {PointSize} and 2");
        return new(Repeat(input.Cam, n), Repeat(input.X, m), Repeat([input.W], p).Reshape(p), Repeat([input.Feat[0]], p).Reshape(p), Repeat([input.Feat[1]], p).Reshape(p),
            Tensor.Of(Enumerable.Range(0, p).Select(i => i % n).ToArray()), Tensor.Of(Enumerable.Range(0, p).Select(i => i % m).ToArray()));
    }

    /// <summary>Copies of a row, each with elements of its own.</summary>
    static Tensor Repeat(double[] row, int times)
    {
        var elements = new double[checked(row.Length * times)];
        for (var i = 0; i < times; i++) row.CopyTo(elements, i * row.Length);
        return Tensor.From(elements, [times, row.Length]);
    }
}
