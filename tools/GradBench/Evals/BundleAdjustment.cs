using System.Numerics;

namespace Functional.GradBench.Evals;

using Number = Dual<double, Twice<Lanes<double>, double>>;

/// <summary>
/// The eval "ba": the errors of p observations of m points by n cameras, and the sparse Jacobian. An observation's two errors depend on the
/// 11 numbers of its camera, the 3 of its point and its weight: one pass in forward mode with 16 tangents gives their derivatives.
/// </summary>
internal static class BundleAdjustment
{
    const int CameraSize = 11, PointSize = 3, Columns = CameraSize + PointSize + 1;

    internal sealed record Input(int N, int M, int P, double[] Cam, double[] X, double W, double[] Feat) : Runs;

    /// <summary>Cameras [n, 11], points [m, 3], weights [p], and where each point was seen [p, 2]. Observation i is of point i mod m by camera i mod n.</summary>
    internal sealed record Scene(int N, int M, int P, double[] Cameras, double[] Points, double[] Weights, double[] Features);

    internal sealed record Errors(double[] Reprojection, double[] Weight);

    /// <summary>A sparse matrix: row i has the elements from Rows[i] to Rows[i + 1] of the columns and values.</summary>
    internal sealed record Sparse(int[] Rows, int[] Columns, double[] Values);

    internal static readonly Module Module = new Module<Input, Scene>("ba", Prepare)
    {
        { "objective", Objective, errors => new
        {
            reproj_error = new { elements = errors.Reprojection[..2], repeated = errors.Reprojection.Length / 2 },
            w_err = new { element = errors.Weight[0], repeated = errors.Weight.Length },
        } },
        { "jacobian", Jacobian, matrix => new { rows = Ends(matrix.Rows), cols = Ends(matrix.Columns), vals = Ends(matrix.Values) } },
    };

    internal static Errors Objective(Scene scene)
    {
        var errors = new Errors(new double[2 * scene.P], new double[scene.P]);
        for (var i = 0; i < scene.P; i++)
        {
            var (camera, point) = (i % scene.N, i % scene.M);
            Project(scene.Cameras.AsSpan(camera * CameraSize, CameraSize), scene.Points.AsSpan(point * PointSize, PointSize), scene.Weights[i],
                scene.Features[2 * i], scene.Features[2 * i + 1], errors.Reprojection.AsSpan(2 * i, 2));
            errors.Weight[i] = WeightError(scene.Weights[i]);
        }
        return errors;
    }

    internal static Sparse Jacobian(Scene scene)
    {
        var p = scene.P;
        var matrix = new Sparse(new int[3 * p + 1], new int[(2 * Columns + 1) * p], new double[(2 * Columns + 1) * p]);
        Span<Number> arguments = new Number[Columns], errors = new Number[2];
        var at = 0;
        for (var i = 0; i < p; i++)
        {
            var (camera, point) = (i % scene.N, i % scene.M);
            for (var j = 0; j < CameraSize; j++) arguments[j] = Variable(scene.Cameras[camera * CameraSize + j], j);
            for (var j = 0; j < PointSize; j++) arguments[CameraSize + j] = Variable(scene.Points[point * PointSize + j], CameraSize + j);
            arguments[^1] = Variable(scene.Weights[i], Columns - 1);
            Project(arguments[..CameraSize], arguments.Slice(CameraSize, PointSize), arguments[^1], scene.Features[2 * i], scene.Features[2 * i + 1], errors);
            for (var row = 0; row < 2; row++, at += Columns)
            {
                Span<int> columns = matrix.Columns.AsSpan(at, Columns);
                Span<double> values = matrix.Values.AsSpan(at, Columns);
                for (var j = 0; j < CameraSize; j++) columns[j] = CameraSize * camera + j;
                for (var j = 0; j < PointSize; j++) columns[CameraSize + j] = CameraSize * scene.N + PointSize * point + j;
                columns[^1] = CameraSize * scene.N + PointSize * scene.M + i;
                for (var j = 0; j < Columns; j++) values[j] = errors[row].Tangent[j];
                matrix.Rows[2 * i + row + 1] = at + Columns;
            }
        }
        for (var i = 0; i < p; i++, at++)
        {
            matrix.Columns[at] = CameraSize * scene.N + PointSize * scene.M + i;
            matrix.Values[at] = Scalars.Derivative(WeightError, scene.Weights[i]);
            matrix.Rows[2 * p + i + 1] = at + 1;
        }
        return matrix;
    }

    static Number Variable(double value, int lane) => new(value, Twice<Lanes<double>, double>.Unit(lane));

    /// <summary>
    /// How far from the place where it was seen a camera shows a point, times a weight. A camera is a rotation (axis times angle), a centre,
    /// a focal length, a principal point and two coefficients of radial distortion.
    /// </summary>
    static void Project<T>(ReadOnlySpan<T> camera, ReadOnlySpan<T> point, T weight, double seenX, double seenY, Span<T> error) where T : IFloatingPointIeee754<T>
    {
        var (x, y, z) = Rotate((camera[0], camera[1], camera[2]), (point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]));
        var (u, v) = (x / z, y / z);
        var squared = u * u + v * v;
        var zoom = (T.One + camera[9] * squared + camera[10] * squared * squared) * camera[6];
        error[0] = weight * (u * zoom + camera[7] - T.CreateChecked(seenX));
        error[1] = weight * (v * zoom + camera[8] - T.CreateChecked(seenY));
    }

    /// <summary>Rotates a point about an axis by the axis' length (O. Rodrigues 1840).</summary>
    static (T X, T Y, T Z) Rotate<T>((T X, T Y, T Z) axis, (T X, T Y, T Z) point) where T : IFloatingPointIeee754<T>
    {
        var squared = axis.X * axis.X + axis.Y * axis.Y + axis.Z * axis.Z;
        // About no axis: to first order a cross product, which has the derivative.
        if (squared == T.Zero) return Cross(axis, point) is var turn ? (point.X + turn.X, point.Y + turn.Y, point.Z + turn.Z) : default;
        var angle = T.Sqrt(squared);
        var (cos, sin, inverse) = (T.Cos(angle), T.Sin(angle), T.One / angle);
        var w = (X: axis.X * inverse, Y: axis.Y * inverse, Z: axis.Z * inverse);
        var cross = Cross(w, point);
        var along = (w.X * point.X + w.Y * point.Y + w.Z * point.Z) * (T.One - cos);
        return (point.X * cos + cross.X * sin + w.X * along, point.Y * cos + cross.Y * sin + w.Y * along, point.Z * cos + cross.Z * sin + w.Z * along);
    }

    static (T X, T Y, T Z) Cross<T>((T X, T Y, T Z) a, (T X, T Y, T Z) b) where T : IFloatingPointIeee754<T>
        => (a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    static T WeightError<T>(T weight) where T : IFloatingPointIeee754<T> => T.One - weight * weight;

    /// <summary>What the suite wants to see of a long list: what belongs to the first observation, and the last element.</summary>
    static T[] Ends<T>(T[] list) => [.. list[..(2 * Columns)], list[^1]];

    static Scene Prepare(Input input)
    {
        if (input.N < 1 || input.M < 1 || input.P is < 10 or > 1 << 25) throw new ArgumentException($"n, m and p are {input.N}, {input.M} and {input.P}: n and m must be positive, p from 10 to {1 << 25}");
        if (input.Cam.Length != CameraSize || input.X.Length != PointSize || input.Feat.Length != 2)
            throw new ArgumentException($"'cam', 'x' and 'feat' have {input.Cam.Length}, {input.X.Length} and {input.Feat.Length} elements, not {CameraSize}, {PointSize} and 2");
        return new(input.N, input.M, input.P, Repeat(input.Cam, input.N), Repeat(input.X, input.M), Repeat([input.W], input.P), Repeat(input.Feat, input.P));
    }

    static double[] Repeat(double[] values, int times)
    {
        var repeated = new double[checked(values.Length * times)];
        for (var i = 0; i < times; i++) values.CopyTo(repeated, i * values.Length);
        return repeated;
    }
}
