namespace Functional.Tests.GradBench;

/// <summary>A made-up hand of 22 bones, in the JSON of the suite.</summary>
internal sealed class Hand(bool inTriangles)
{
    const int Bones = 22, Vertices = 9;

    internal const int Points = 5;

    internal object Input(double[] theta, double[] us) => new
    {
        theta,
        us = us.Chunk(2),
        data = new
        {
            model = new
            {
                bone_count = Bones,
                bone_names = Enumerable.Range(0, Bones).Select(i => $"bone{i}"),
                parents = Enumerable.Range(0, Bones).Select(i => i == 0 ? -1 : (i - 1) / 2),
                base_relatives = Matrices(12),
                inverse_base_absolutes = Matrices(13),
                base_positions = Numeric.DrawRows(Vertices, 3, 14).Select(row => (double[])[.. row, 1]),
                weights = Numeric.DrawRows(Vertices, Bones, 15),
                triangles = Enumerable.Range(0, Points).Select(i => new[] { i, i + 2, i + 4 }),
                is_mirrored = inTriangles,
            },
            correspondences = Enumerable.Range(0, Points).Reverse(),
            points = Numeric.DrawRows(Points, 3, 16),
        },
    };

    /// <summary>Transformations: three random rows and 0 0 0 1.</summary>
    static double[][][] Matrices(int seed) => [.. Numeric.Draw(Bones * 12, seed).Chunk(4).Chunk(3).Select(rows => (double[][])[.. rows, [0, 0, 0, 1]])];
}
