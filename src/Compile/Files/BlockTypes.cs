using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>Whether the graphs inside a block fit its inputs and each other, which a block that was traced does by itself.</summary>
static class BlockTypes
{
    internal static void Require(Block block, IReadOnlyList<TensorType> x)
    {
        switch (block)
        {
            case Scan op:
                Require(op.States <= x.Count - op.Elements, $"{x.Count} inputs are fewer than {op.States} states and {op.Elements} elements");
                var elements = x.Skip(op.States).Take(op.Elements).ToArray();
                Require(elements.All(each => each.Shape.Rank > 0 && each.Shape[0] == op.Length), $"an element is not of {op.Length} steps");
                Takes("body", op.Body, [.. x.Take(op.States), .. elements.Select(each => each with { Shape = Shape.Of(each.Shape.Skip(1)) }), .. x.Skip(op.States + op.Elements)]);
                Require(op.States <= op.Body.Results.Count && Results(op.Body).Take(op.States).SequenceEqual(x.Take(op.States)), "the body changes the type of the state");
                break;
            case Cond op:
                Require(x[0] == new TensorType(DType.Bool, Shape.Scalar), $"the predicate is {x[0]}, not {DType.Bool.Name()}[]");
                Require(op.Arguments <= x.Count - 1 - op.Captured, $"{x.Count} inputs are fewer than a predicate, {op.Arguments} arguments and {op.Captured} captured values");
                var (arguments, captured) = (x.Skip(1).Take(op.Arguments), x.Skip(1 + op.Arguments));
                Takes("then", op.Then, [.. arguments, .. captured.Take(op.Captured)]);
                Takes("otherwise", op.Otherwise, [.. arguments, .. captured.Skip(op.Captured)]);
                Require(Results(op.Then).SequenceEqual(Results(op.Otherwise)), "the two branches give results of different types");
                break;
            case While op:
                Require(op.States <= x.Count - op.Captured, $"{x.Count} inputs are fewer than {op.States} states and {op.Captured} captured values");
                Takes("condition", op.Condition, [.. x.Take(op.States + op.Captured)]);
                Takes("body", op.Body, [.. x.Take(op.States), .. x.Skip(op.States + op.Captured)]);
                Require(Results(op.Condition) is [var test] && test == new TensorType(DType.Bool, Shape.Scalar), "the condition does not give one truth value");
                Require(Results(op.Body).SequenceEqual(x.Take(op.States)), "the body changes the type of the state");
                break;
            case Fused op:
                Takes("body", op.Body, x);
                break;
        }
    }

    static TensorType[] Results(Graph graph) => [.. graph.Results.Select(result => graph.Types[result])];

    static void Takes(string name, Graph body, IReadOnlyList<TensorType> x)
        => Require(body.Parameters.Select(each => each.Type).SequenceEqual(x),
            $"the {name} takes ({string.Join(", ", body.Parameters.Select(each => each.Type))}) and is given ({string.Join(", ", x)})");

    static void Require(bool holds, string problem)
    {
        if (!holds) throw new GraphException(problem);
    }
}
