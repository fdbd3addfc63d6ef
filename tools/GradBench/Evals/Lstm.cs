using System.Numerics;

namespace Functional.GradBench.Evals;

/// <summary>
/// The eval "lstm": the mean negative logarithm of the probabilities that a recurrent network of l layers, whose weight matrices are
/// diagonal, gives to the b bits of each next character of a text, and its gradient in all weights and biases.
/// </summary>
internal static class Lstm
{
    internal sealed record Input(double[][] MainParams, double[][] ExtraParams, double[][] State, double[][] Sequence) : Runs;

    /// <summary>
    /// What is not differentiated: the states [l, 2, b] of the layers, hidden and cell, before the text [c, b], and the numbers of
    /// layers and bits. Parameters are weights and biases [l, 2, 4, b] of the forget, input and output gates and of the change, and
    /// then input weights, output weights and output biases [3, b].
    /// </summary>
    internal sealed record Text(double[] Parameters, double[] State, double[][] Characters, int Layers, int Bits);

    internal static readonly Module Module = new Module<Input, Text>("lstm", Prepare)
    {
        { "objective", text => Loss<double>(text.Parameters, text), y => y },
        { "jacobian", text => Scalars.Gradient(parameters => Loss(parameters, text), text.Parameters), gradient => gradient },
    };

    internal static T Loss<T>(ReadOnlySpan<T> parameters, Text text) where T : IFloatingPointIeee754<T>
    {
        var (layers, bits, characters) = (text.Layers, text.Bits, text.Characters);
        var state = Array.ConvertAll(text.State, T.CreateChecked);
        var extra = parameters[(8 * layers * bits)..];
        ReadOnlySpan<T> inWeight = extra[..bits], outWeight = extra.Slice(bits, bits), outBias = extra.Slice(2 * bits, bits);
        var (output, exponentials, total) = (new T[bits], new T[bits], T.Zero);
        for (var t = 0; t < characters.Length - 1; t++)
        {
            for (var i = 0; i < bits; i++) output[i] = T.CreateChecked(characters[t][i]) * inWeight[i];
            Span<T> signal = output;
            for (var layer = 0; layer < layers; layer++)
            {
                Span<T> hidden = state.AsSpan(2 * layer * bits, bits), cell = state.AsSpan((2 * layer + 1) * bits, bits);
                Step(parameters.Slice(8 * layer * bits, 8 * bits), signal, hidden, cell);
                signal = hidden;
            }
            var likely = T.Zero;
            for (var i = 0; i < bits; i++)
            {
                output[i] = signal[i] * outWeight[i] + outBias[i];
                exponentials[i] = T.Exp(output[i]);
            }
            // The suite's normalisation: the logarithm of the sum of exponentials and 2.
            var normaliser = T.Log(Scalars.Sum<T>(exponentials) + T.CreateChecked(2));
            for (var i = 0; i < bits; i++)
                if (characters[t + 1][i] is var gold and not 0) likely += T.CreateChecked(gold) * (output[i] - normaliser);
            total += likely;
        }
        return -total / T.CreateChecked((characters.Length - 1) * bits);
    }

    /// <summary>One layer's next state.</summary>
    static void Step<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> hidden, Span<T> cell) where T : IFloatingPointIeee754<T>
    {
        var bits = hidden.Length;
        ReadOnlySpan<T> weight = parameters[..(4 * bits)], bias = parameters[(4 * bits)..];
        for (var i = 0; i < bits; i++)
        {
            var (forgetGate, inGate, outGate, change) = (i, i + bits, i + 2 * bits, i + 3 * bits);
            var forget = Sigmoid(input[i] * weight[forgetGate] + bias[forgetGate]);
            var take = Sigmoid(hidden[i] * weight[inGate] + bias[inGate]);
            var give = Sigmoid(input[i] * weight[outGate] + bias[outGate]);
            var candidate = T.Tanh(hidden[i] * weight[change] + bias[change]);
            cell[i] = cell[i] * forget + take * candidate;
            hidden[i] = give * T.Tanh(cell[i]);
        }
    }

    static T Sigmoid<T>(T x) where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    static Text Prepare(Input input)
    {
        if (input.MainParams.Length is 0 or > 1 << 16 || input.MainParams.Length % 2 != 0 || input.MainParams[0].Length % 4 != 0 || input.Sequence.Length < 2)
            throw new ArgumentException("'main_params' must have two rows a layer, each of four groups, and 'sequence' at least two characters");
        var (layers, bits) = (input.MainParams.Length / 2, input.MainParams[0].Length / 4);
        var (main, extra) = (Arrays.Matrix(input.MainParams, "main_params"), Arrays.Matrix(input.ExtraParams, "extra_params", 3, bits));
        var (state, sequence) = (Arrays.Matrix(input.State, "state", 2 * layers, bits), Arrays.Matrix(input.Sequence, "sequence", input.Sequence.Length, bits));
        return sequence.Size > 0 ? new([.. main.ToArray<double>(), .. extra.ToArray<double>()], state.ToArray<double>(), input.Sequence, layers, bits)
            : throw new ArgumentException("'sequence' has no bits");
    }
}
