namespace Functional.Nn;

/// <summary>Images of handwritten digits and what they show.</summary>
/// <param name="Count">The number of images, n.</param>
/// <param name="Images">Grey levels of shape [n, 28, 28], row-major; 0 is background, 255 is ink.</param>
/// <param name="Labels">The digits, of shape [n], each 0 to 9.</param>
public sealed record MnistSplit(int Count, ReadOnlyMemory<byte> Images, ReadOnlyMemory<byte> Labels);

/// <summary>The MNIST data set.</summary>
/// <param name="Train">What to learn from: 60,000 images in the published set.</param>
/// <param name="Test">What to be judged by: 10,000 images in the published set.</param>
public sealed record MnistData(MnistSplit Train, MnistSplit Test);
