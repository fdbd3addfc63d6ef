using Functional.Nn;

namespace Functional.Digits;

/// <summary>What the user asked for.</summary>
/// <param name="Model">The network.</param>
/// <param name="Epochs">How often to go through the training images; 0 only evaluates.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Optimizer">What turns gradients into steps.</param>
/// <param name="Rate">The optimizer's rate, where it is not the usual one.</param>
/// <param name="Seed">What decides the first weights, the order of images and dropout.</param>
/// <param name="SaveTo">Where the result goes, where it is not the usual place.</param>
/// <param name="Load">The file to go on from.</param>
/// <param name="Limit">How many training images to use at most.</param>
/// <param name="Threads">How many threads compute.</param>
/// <param name="DType">The type of weights and images.</param>
/// <param name="StopAtNan">Whether to stop where something becomes NaN or ∞, and say what.</param>
/// <param name="AcceptNonFinite">Whether the file to go on from may hold NaN and infinite weights.</param>
/// <param name="Compile">Whether a step is traced and computed by a plan; no result depends on it.</param>
sealed record Options(
    Choice<Layer> Model, int Epochs, int Batch, Choice<Recipe> Optimizer, double? Rate, long Seed, string? SaveTo, string? Load, int Limit, int Threads,
    Choice<DType> DType, bool StopAtNan, bool AcceptNonFinite, bool Compile)
{
    public const string UsualFile = "digits.safetensors";

    /// <summary>Where to save. A run that only evaluates has learnt nothing to save.</summary>
    public string? Save => Epochs > 0 ? SaveTo ?? UsualFile : null;

    public Optimizer MakeOptimizer() => Optimizer.Value.At(Rate ?? Optimizer.Value.Rate);
}
