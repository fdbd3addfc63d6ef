using Functional.Nn;
using static Functional.GraphMode;
using static Functional.Nn.Layers;
using static Functional.Operations;
using static Functional.ReverseMode;

namespace Functional.Benchmarks.Graphs;

/// <summary>A computation as it is written, and compiled; how often a call of either computes it.</summary>
sealed record Case(string Name, Action Plain, Action Compiled, Func<CompileCache> Cache, int Calls = 1)
{
    internal static IEnumerable<(string Name, Func<Case> Make)> All =>
    [
        ("step 8-16-8, batch 16", () => Training("step 8-16-8, batch 16", Dense(16) >> Tanh >> Dense(8), [8], 16)),
        ("step MLP 784-300-100-10, batch 64", () => Training("step MLP 784-300-100-10, batch 64", Perceptron, [1, 28, 28], 64)),
        ("step cnn_cpcpff, batch 64", () => Training("step cnn_cpcpff, batch 64", Convolutional, [1, 28, 28], 64)),
        ("step ResNet-20, batch 32", () => Training("step ResNet-20, batch 32", ResNet, [3, 32, 32], 32)),
        ("gradient LSTM 50 x 32, 64 > 128", Lstm),
        ("gradient layer norm and GELU [4096, 1024]", LayerNorm),
        ("value softmax [4096, 1000]", Softmax),
    ];

    static Layer Perceptron => Flatten >> Dense(300) >> Relu >> Dense(100) >> Relu >> Dense(10);

    static Layer Convolutional => Conv2d(32, kernel: 5, padding: Borders.Same) >> Relu >> MaxPool(2)
        >> Conv2d(64, kernel: 5, padding: Borders.Same) >> Relu >> MaxPool(2) >> Flatten >> Dense(1024) >> Relu >> Dropout(0.5) >> Dense(10);

    static Layer ResNet => Conv2d(16, kernel: 3, padding: Borders.Same) >> BatchNorm() >> Relu >> Block(16) >> Block(16) >> Block(16)
        >> Narrower(32) >> Block(32) >> Block(32) >> Narrower(64) >> Block(64) >> Block(64) >> AveragePool(8) >> Flatten >> Dense(10);

    static Layer Block(int channels) => Residual(Conv2d(channels, kernel: 3, padding: Borders.Same) >> BatchNorm() >> Relu
        >> Conv2d(channels, kernel: 3, padding: Borders.Same) >> BatchNorm()) >> Relu;

    static Layer Narrower(int channels) => Conv2d(channels, kernel: 3, stride: 2, padding: Borders.Same) >> BatchNorm() >> Relu
        >> Conv2d(channels, kernel: 3, padding: Borders.Same) >> BatchNorm() >> Relu;

    /// <summary>Four steps of Adam down the cross-entropy, as a fold.</summary>
    static Case Training(string name, Layer model, Shape example, int batch)
    {
        const int steps = 4;
        var optimizer = Optimizers.Adam(1e-3);
        var data = Enumerable.Repeat(new Batch(new Key(2).Uniform([batch, .. example]), new Key(3).Bits([batch], 3)), steps).ToArray();
        Func<Learner, Batch, Learner> step = (learner, batch) => Nn.Training.Descend(model, optimizer, Losses.SoftmaxCrossEntropy, learner, batch).Next;
        var compiled = Compile(step, capacity: 1);
        var (plain, fused) = (Learner.Start(model, optimizer, new Key(1), example), Learner.Start(model, optimizer, new Key(1), example));
        return new(name, () => plain = Nn.Training.Fold(plain, data, step), () => fused = Nn.Training.Fold(fused, data, compiled),
            () => CacheOf(compiled), steps);
    }

    static Case Lstm()
    {
        const int length = 50, batch = 32, inputs = 64, units = 128;
        var x = new Key(1).Normal([length, batch, inputs]);
        var (wx, wh) = (new Key(2).Normal([inputs, 4 * units]) * 0.05, new Key(3).Normal([units, 4 * units]) * 0.05);
        return Gradient("gradient LSTM 50 x 32, 64 > 128", (wx, wh) =>
        {
            Tensor h = Tensor.Zeros([batch, units]), c = h;
            for (var t = 0; t < length; t++)
            {
                var z = MatMul(x[t], wx) + MatMul(h, wh);
                Tensor Gate(int i) => z[.., (i * units)..((i + 1) * units)];
                c = Sigmoid(Gate(1)) * c + Sigmoid(Gate(0)) * Tanh(Gate(2));
                h = Sigmoid(Gate(3)) * Tanh(c);
            }
            return Sum(h);
        }, wx, wh);
    }

    static Case LayerNorm() => Gradient("gradient layer norm and GELU [4096, 1024]", (x, scale) =>
    {
        var centred = x - ExpandDims(Mean(x, -1), -1);
        return Sum(Gelu(centred / Sqrt(ExpandDims(Mean(Square(centred), -1), -1) + 1e-5) * scale));
    }, new Key(1).Normal([4096, 1024]), new Key(2).Normal([1024]));

    static Case Softmax()
    {
        var x = new Key(1).Normal([4096, 1000]);
        Func<Tensor, Tensor> plain = Recycling((Tensor x) => Losses.Softmax(x)), compiled = Compile((Tensor x) => Losses.Softmax(x));
        var recycled = Recycling(compiled);
        return new("value softmax [4096, 1000]", () => plain(x), () => recycled(x), () => CacheOf(compiled));
    }

    static Case Gradient(string name, Func<Tensor, Tensor, Tensor> f, Tensor a, Tensor b)
    {
        var plain = ValueAndGrad(f);
        var compiled = Compile((Tensor a, Tensor b) => plain(a, b), reassociates: true);
        var recycled = Recycling<(Tensor, Tensor), (Tensor, (Tensor, Tensor))>(x => compiled(x.Item1, x.Item2));
        return new(name, () => plain(a, b), () => recycled((a, b)), () => CacheOf(compiled));
    }
}
