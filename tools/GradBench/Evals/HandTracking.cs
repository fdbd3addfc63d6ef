using static Functional.ForwardMode;
using static Functional.Operations;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "ht": how far the surface of a hand, whose bones are posed by 26 angles and offsets theta, is from measured points, and the
/// Jacobian. A point corresponds to a vertex, or to the place us in a triangle, which is optimised with the pose. The program takes many
/// poses at once, so that one pass in forward mode, with another direction for each, gives all columns.
/// </summary>
internal static class HandTracking
{
    const int PoseSize = 26;

    internal sealed record ModelInput(
        int BoneCount, string[] BoneNames, int[] Parents, double[][][] BaseRelatives, double[][][] InverseBaseAbsolutes,
        double[][] BasePositions, double[][] Weights, int[][] Triangles, bool IsMirrored);

    internal sealed record DataInput(ModelInput Model, int[] Correspondences, double[][] Points);

    internal sealed record Input(double[] Theta, DataInput Data, double[][] Us) : Runs;

    /// <summary>
    /// A hand: the bones' parents, their transformations in their parents [bones, 4, 4] and the inverses of those in the world, the positions
    /// of the vertices [vertices, 4] and how much each follows which bone [vertices, bones]; measured points [3, points], and the
    /// vertices of each, [points] or, with the corners of triangles, [points, 3].
    /// </summary>
    internal sealed record Hand(int[] Parents, Tensor Relatives, Tensor Inverses, Tensor Positions, Tensor Weights, bool IsMirrored, Tensor Points, Tensor Corners);

    /// <summary>Poses [poses, 26], and places in triangles [poses, points, 2], or none.</summary>
    internal sealed record Pose(Tensor Theta, Tensor? Us);

    internal static readonly Module Module = new Module<Input, (Hand Hand, Pose Pose)>("ht", Prepare)
    {
        { "objective", input => Recycling((Pose pose) => Errors(input.Hand, pose))(input.Pose), Arrays.Vector },
        { "jacobian", input => Recycling((Pose pose) => Jacobian(input.Hand, pose))(input.Pose), Arrays.Rows },
    };

    /// <summary>The Jacobian [errors, 26], or [errors, 2 + 26] with the derivatives in the places first.</summary>
    internal static Tensor Jacobian(Hand hand, Pose pose)
    {
        // The place of a point moves its own errors alone, so all places go in one direction at once.
        var (places, n) = (pose.Us is null ? 0 : 2, hand.Points.Shape[1]);
        var directions = places + PoseSize;
        var unit = Tensor.Eye(directions, dtype: DType.Float64);
        var theta = Broadcast(pose.Theta, [directions, PoseSize]);
        var rows = pose.Us is { } us
            ? Jvp<(Tensor, Tensor), Tensor>(x => Errors(hand, new(x.Item1, x.Item2)),
                (theta, Broadcast(us, [directions, n, 2])), (unit[.., places..], Broadcast(ExpandDims(unit[.., ..places], 1), [directions, n, 2]))).Tangent
            : Jvp(x => Errors(hand, new(x, null)), theta, unit).Tangent;
        return rows.T;
    }

    /// <summary>Measured points minus those of the hand, [poses, 3 points].</summary>
    internal static Tensor Errors(Hand hand, Pose pose)
    {
        var poses = pose.Theta.Shape[0];
        var vertices = Globally(pose.Theta, Skinned(hand, pose.Theta));
        var corners = Gather(vertices, hand.Corners, 2);
        if (pose.Us is { } us)
        {
            var weights = Concat(2, us, 1 - Sum(us, 2).Reshape(poses, -1, 1));
            corners = Sum(corners * ExpandDims(weights, 1), 3);
        }
        return (hand.Points - corners).Permute(0, 2, 1).Reshape(poses, -1);
    }

    /// <summary>The vertices [poses, 3, vertices], each the mean of where its bones take it.</summary>
    static Tensor Skinned(Hand hand, Tensor theta)
    {
        var (poses, bones) = (theta.Shape[0], hand.Parents.Length);
        var transforms = Stack(1, Absolutes(hand, Relatives(hand, theta))).MatMul(hand.Inverses);
        // Every bone's weight on a vertex times the vertex, [bones · 4, vertices].
        var weighted = (ExpandDims(hand.Weights.T, 1) * hand.Positions.T).Reshape(bones * 4, -1);
        var vertices = transforms[.., .., ..3].Permute(0, 2, 1, 3).Reshape(poses * 3, bones * 4).MatMul(weighted).Reshape(poses, 3, -1);
        return hand.IsMirrored ? vertices * Tensor.From<double>([-1, 1, 1], [3, 1]) : vertices;
    }

    /// <summary>The transformations of the bones in their parents, [poses, bones, 4, 4].</summary>
    static Tensor Relatives(Hand hand, Tensor theta)
    {
        var (poses, bones) = (theta.Shape[0], hand.Parents.Length);
        var angles = Gather(Concat(1, theta, Tensor.Zeros([poses, 1], DType.Float64)), Angles(bones), 1);
        var (cos, sin) = (Cos(angles), Sin(angles));
        var (cx, cz, sx, sz) = (cos[.., .., 0], cos[.., .., 1], sin[.., .., 0], sin[.., .., 1]);
        var zero = Tensor.ZerosLike(cx);
        // About x, then about z.
        var rotations = Stack(2, cz, -sz * cx, sz * sx, sz, cz * cx, -cz * sx, zero, sx, cx).Reshape(poses, bones, 3, 3);
        var offsets = Broadcast(hand.Relatives[.., .., 3..], [poses, bones, 4, 1]);
        return Concat(3, hand.Relatives[.., .., ..3].MatMul(rotations), offsets);
    }

    /// <summary>
    /// Which parameter is the angle of each bone about x and z, [bones, 2]; the place after the last for none. Wrist and finger tips are
    /// stiff; of the three joints of the five fingers, four parameters each, the first turns about z, too.
    /// </summary>
    static Tensor Angles(int bones)
    {
        var parameter = new int[bones * 2];
        Array.Fill(parameter, PoseSize);
        for (int finger = 0, next = 6; finger < 5; finger++)
            for (var joint = 0; joint < 3; joint++)
            {
                var bone = 2 + 4 * finger + joint;
                parameter[2 * bone] = next++;
                if (joint == 0) parameter[2 * bone + 1] = next++;
            }
        return Tensor.From(parameter, [bones, 2]);
    }

    /// <summary>The transformations of the bones in the world: each its parent's and then its own. A parent comes before its children.</summary>
    static Tensor[] Absolutes(Hand hand, Tensor relatives)
    {
        var absolutes = new Tensor[hand.Parents.Length];
        for (var bone = 0; bone < absolutes.Length; bone++)
        {
            var relative = relatives[.., bone];
            absolutes[bone] = hand.Parents[bone] < 0 ? relative : absolutes[hand.Parents[bone]].MatMul(relative);
        }
        return absolutes;
    }

    /// <summary>The whole hand turned by the first three parameters, axis times angle, and moved by the next three.</summary>
    static Tensor Globally(Tensor theta, Tensor vertices)
    {
        var axis = theta[.., ..3];
        var angle = Norm(axis, 1).Reshape(-1, 1);
        // A hand that does not turn has no axis, and the suite's program stops there.
        var still = angle < 1e-4;
        var unit = axis / Where(still, 1, angle);
        var (x, y, z) = (unit[.., 0], unit[.., 1], unit[.., 2]);
        var (cos, sin) = (Cos(angle)[.., 0], Sin(angle)[.., 0]);
        var rest = 1 - cos;
        var rotation = Stack(1,
            x * x * rest + cos, x * y * rest - z * sin, x * z * rest + y * sin,
            x * y * rest + z * sin, y * y * rest + cos, y * z * rest - x * sin,
            x * z * rest - y * sin, y * z * rest + x * sin, z * z * rest + cos);
        rotation = Where(still, Tensor.Eye(3, dtype: DType.Float64).Reshape(1, 9), rotation).Reshape(-1, 3, 3);
        return rotation.MatMul(vertices) + theta[.., 3..6].Reshape(-1, 3, 1);
    }

    static (Hand, Pose) Prepare(Input input)
    {
        var (model, data) = (input.Data.Model, input.Data);
        var (bones, points) = (model.Parents.Length, data.Points.Length);
        if (input.Theta.Length != PoseSize || bones != 22) throw new ArgumentException($"the hand has {bones} bones and 'theta' {input.Theta.Length} elements, not 22 and {PoseSize}");
        for (var bone = 0; bone < bones; bone++)
            if (model.Parents[bone] >= bone || model.Parents[bone] < -1) throw new ArgumentException($"bone {bone} has the parent {model.Parents[bone]}: parents come before their children, and −1 is none");
        if (points == 0 || data.Correspondences.Length != points) throw new ArgumentException($"there are {points} points and {data.Correspondences.Length} correspondences: as many of each are needed");
        if (input.Us.Length != 0 && input.Us.Length != points) throw new ArgumentException($"'us' has {input.Us.Length} places for {points} points");
        var (positions, weights) = (Arrays.Matrix(model.BasePositions, "base_positions"), Arrays.Matrix(model.Weights, "weights", model.BasePositions.Length, bones));
        if (positions.Shape[1] != 4) throw new ArgumentException($"'base_positions' is {positions.Shape}, not [vertices, 4]");
        var corners = input.Us.Length == 0 ? Tensor.Of(data.Correspondences) : Tensor.From(data.Correspondences.SelectMany(each => Corners(model.Triangles, each)).ToArray(), [points, 3]);
        var us = input.Us.Length == 0 ? null : Arrays.Matrix(input.Us, "us", points, 2).Reshape(1, points, 2);
        return (new(model.Parents, Matrices(model.BaseRelatives, "base_relatives", bones), Matrices(model.InverseBaseAbsolutes, "inverse_base_absolutes", bones),
            positions, weights, model.IsMirrored, Arrays.Matrix(data.Points, "points", points, 3).T, corners), new(Tensor.From(input.Theta, [1, PoseSize]), us));
    }

    static int[] Corners(int[][] triangles, int index)
        => index >= 0 && index < triangles.Length && triangles[index].Length == 3 ? triangles[index]
        : throw new ArgumentException($"triangle {index} is not one of the {triangles.Length} with three corners");

    static Tensor Matrices(double[][][] matrices, string name, int count)
        => Arrays.Matrix([.. matrices.Select(rows => rows.SelectMany(row => row).ToArray())], name, count, 16).Reshape(count, 4, 4);
}
