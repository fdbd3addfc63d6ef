using Functional.Nn;
using static Functional.Nn.Layers;
using static Functional.Operations;

namespace Functional.Digits;

/// <summary>The networks that can learn digits: images [n, 1, 28, 28] → logits [n, 10].</summary>
static class Models
{
    /// <summary>The shape of one image.</summary>
    public static readonly Shape Image = [1, Mnist.Side, Mnist.Side];

    /// <summary>The number of digits.</summary>
    public const int Classes = 10;

    static Layer Convolutional =>
        Conv2d(32, kernel: 5, padding: Same) >> Relu >> MaxPool(2)
        >> Conv2d(64, kernel: 5, padding: Same) >> Relu >> MaxPool(2)
        >> Flatten >> Dense(1024) >> Relu >> Dropout(0.5) >> Dense(Classes);

    static Layer Shallow => Conv2d(64, kernel: 5, padding: Same) >> Relu >> Flatten >> Dense(Classes);

    static Layer Perceptron => Flatten >> Dense(300) >> Relu >> Dense(100) >> Relu >> Dense(Classes);

    static Layer LogisticRegression => Flatten >> Dense(Classes);

    /// <summary>The letters stand for convolution, pooling and fully connected.</summary>
    public static readonly Choices<Layer> All = new("model",
    [
        new("cnn_cpcpff", Convolutional),
        new("cnn_cf", Shallow),
        new("mlp", Perceptron),
        new("lr", LogisticRegression),
    ]);
}
