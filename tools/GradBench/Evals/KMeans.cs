using static Functional.ForwardMode;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "kmeans": the squared distances of points [n, d] from the nearest of the centroids [k, d], and Newton's direction, the gradient
/// divided by the diagonal of the Hessian. Outside of it the Hessian is zero, so a Hessian-vector product with ones gives the diagonal;
/// it is the tangent of the gradient, forward over reverse mode, which computes both at once.
/// </summary>
internal static class KMeans
{
    internal sealed record Input(double[][] Points, double[][] Centroids) : Runs;

    internal static readonly Module Module = new Module<Input, (Tensor Points, Tensor Centroids)>("kmeans", Prepare)
    {
        { "cost", input => Recycling(centroids => Cost(input.Points, centroids))(input.Centroids), Arrays.Number },
        { "dir", input => Recycling(centroids => Direction(input.Points, centroids))(input.Centroids), Arrays.Rows },
    };

    internal static Tensor Cost(Tensor points, Tensor centroids)
    {
        // Which centroid is nearest is a choice, not a function to differentiate; what is common to the distances of a point does not matter.
        var fixedCentroids = StopGradient(centroids);
        var nearest = ArgMin(Sum(Square(fixedCentroids), 1) - 2 * points.MatMul(fixedCentroids.T), 1);
        return Sum(Square(points - Gather(centroids, nearest)));
    }

    internal static Tensor Direction(Tensor points, Tensor centroids)
    {
        var (gradient, diagonal) = Jvp(Grad((Tensor centroids) => Cost(points, centroids)), centroids, Tensor.OnesLike(centroids));
        return gradient / diagonal;
    }

    static (Tensor, Tensor) Prepare(Input input)
    {
        var (points, centroids) = (Arrays.Matrix(input.Points, "points"), Arrays.Matrix(input.Centroids, "centroids"));
        return points.Size > 0 && centroids.Size > 0 && points.Shape[1] == centroids.Shape[1] ? (points, centroids)
            : throw new ArgumentException($"the points are {points.Shape}, the centroids {centroids.Shape}: they must have elements, and rows of one length");
    }
}
