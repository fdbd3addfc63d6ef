using System.Numerics;
using Functional;
using Functional.Nn;
using Functional.Solvers;
using static Functional.BatchMode;
using static Functional.ForwardMode;
using static Functional.Nn.Layers;
using static Functional.Nn.Optimizers;
using static Functional.Operations;
using static Functional.ReverseMode;

[assembly: Tree(typeof((Wave, Wave)))]

/// <summary>A trigonometric polynomial: a curve with parameters of several kinds.</summary>
[Tree]
internal sealed partial record Wave(Tensor Offset, (Tensor Sine, Tensor Cosine) Amplitudes, string Name);

/// <summary>One small computation of each kind. Every number is a result, of which each bit counts.</summary>
internal static class Fit
{
    /// <summary>A record of parameters, fitted by gradient descent.</summary>
    internal static Wave Wave()
    {
        var x = Tensor.Linspace(-1.0, 1.0, 40, DType.Float64);
        var y = 0.5 + 2 * Sin(3 * x) - Cos(3 * x);
        var loss = (Wave wave) => Mean(Square(Value(wave, x) - y));
        var start = new Wave(Tensor.Scalar(0.0), (Tensor.Scalar(0.0), Tensor.Scalar(0.0)), "fitted");
        return Enumerable.Range(0, 100).Aggregate(start, (wave, _) => Tree.Zip(wave, Grad(loss)(wave), (value, gradient) => value - 0.3 * gradient));
    }

    static Tensor Value(Wave wave, Tensor x) => wave.Offset + wave.Amplitudes.Sine * Sin(3 * x) + wave.Amplitudes.Cosine * Cos(3 * x);

    /// <summary>The gradient of each of five points by itself, and the curvature along them.</summary>
    internal static IEnumerable<Tensor> PerPoint(Wave wave)
    {
        var points = new Key(1).Normal([5]).Cast(DType.Float64);
        var each = Vmap((Wave wave, Tensor x) => Grad((Wave wave) => Square(Value(wave, x)))(wave), first: null)(wave, points);
        var (_, curvature) = Jvp(Grad((Wave wave) => Mean(Square(Value(wave, points)))), wave, Tree.Map(wave, Tensor.OnesLike));
        var (left, right) = Grad((Wave a, Wave b) => Mean(Value(a, points) * Value(b, points)))(wave, each.Name == "" ? each : wave);
        return [.. Tree.Leaves(each), .. Tree.Leaves(curvature), .. Tree.Leaves((left, right))];
    }

    /// <summary>The derivatives of numeric code over any type of numbers: Kepler's equation, and a function of two variables to second order.</summary>
    internal static IEnumerable<double> Numbers()
    {
        var (e, m) = Scalars.Gradient(Kepler, 0.1, 1.0);
        var hessian = Scalars.Hessian(x => Scalars.Pow(1 - x[0], 2) + 100 * Scalars.Pow(x[1] - x[0] * x[0], 2), [1.0, 1.0]);
        return [e, m, .. Scalars.Taylor(x => Kepler(0.1, x), 0.0, order: 4), .. hessian.Cast<double>()];
    }

    static T Kepler<T>(T e, T m) where T : IFloatingPointIeee754<T>
    {
        var angle = m;
        for (var i = 0; i < 30; i++) angle = m + e * T.Sin(angle);
        return angle;
    }

    /// <summary>A network with convolutions, normalisation and dropout, trained for thirty steps.</summary>
    internal static IEnumerable<Tensor> Network()
    {
        var images = new Key(2).Uniform([64, 1, 8, 8]);
        var labels = (Mean(images[.., .., ..4, ..], 1, 2, 3) > Mean(images[.., .., 4.., ..], 1, 2, 3)).Cast(DType.Int32);
        var model = Conv2d(4, kernel: 3, padding: Same) >> BatchNorm() >> Relu >> MaxPool(2) >> Flatten >> Dense(16) >> Tanh >> Dropout(0.2) >> Dense(2);
        var optimizer = ClipByNorm(1) >> Adam(1e-2);
        var start = Learner.Start(model, optimizer, new Key(3), example: [1, 8, 8]);
        var batches = Enumerable.Range(0, 15).SelectMany(epoch => Batches.Shuffled(new Key(4).Fold(epoch), images, labels, size: 32));
        var learner = Training.Fold(start, batches, (learner, batch)
            => Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner, batch).Next);
        return [.. Tree.Leaves(learner.Params), Losses.SoftmaxCrossEntropy(Training.Predict(model, learner, images), labels)];
    }

    /// <summary>A root with its derivative, and the end of a trajectory with its gradient.</summary>
    internal static IEnumerable<Tensor> Solutions()
    {
        var root = (Tensor p) => new RootNewton().Solve(x => Cos(x) - p * x, Tensor.Scalar(1.0)).X;
        var (x, slope) = ValueAndGrad(root)(Tensor.Scalar(1.0));
        var iterate = (Tensor rate) => Scan((Tensor x) => (x + rate * (Cos(x) - x), x), Tensor.Scalar(0.0), length: 1000).Carry;
        var (last, rate) = ValueAndGrad(iterate)(Tensor.Scalar(1e-2));
        return [x, slope, last, rate];
    }
}
