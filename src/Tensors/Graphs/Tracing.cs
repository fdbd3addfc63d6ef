using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// A trace in progress: a function runs once, on stand-ins, and what it applies to them becomes the steps of a graph. What it captured of enclosing
/// transformations becomes further parameters; plain tensors that it captured, and what it computes of them alone, are constants.
/// </summary>
public sealed class Tracing
{
    [ThreadStatic]
    static Tracing? innermost;

    readonly GraphBuilder builder = new();
    readonly Dictionary<Tensor, int> captured = new(ReferenceEqualityComparer.Instance);
    readonly Thread owner = Thread.CurrentThread;
    readonly Tracing? outer = innermost;
    bool hasEnded;

    Tracing() { }

    /// <summary>The level of its values.</summary>
    public long Level { get; } = Tracer.NextLevel();

    /// <summary>The trace on this thread that has the highest level below a bound.</summary>
    internal static Tracing? Innermost(long bound)
    {
        var tracing = innermost;
        while (tracing is not null && tracing.Level >= bound) tracing = tracing.outer;
        return tracing;
    }

    /// <summary>
    /// The graph of a function of tensors of these types, and the values of enclosing transformations that it captured, which are the last parameters
    /// of the graph in this order.
    /// </summary>
    public static (Graph Graph, Tensor[] Captured) Run(IReadOnlyList<Parameter> parameters, IReadOnlyList<Device> devices, Func<Tensor[], IReadOnlyList<Tensor>> f)
    {
        var tracing = innermost = new Tracing();
        try
        {
            var results = f([.. parameters.Select((each, i) => tracing.Stand(tracing.builder.Add(each), devices[i]))]);
            return (tracing.builder.Build([.. results.Select(tracing.NumberOf)]), [.. tracing.captured.Keys]);
        }
        finally
        {
            tracing.hasEnded = true;
            innermost = tracing.outer;
        }
    }

    /// <summary>The graph of a part of the function that is traced, of inputs like these.</summary>
    internal (Graph Graph, Tensor[] Captured) Part(Tensor[] x, Func<Tensor[], Tensor[]> f)
    {
        Require();
        return Run([.. x.Select(each => new Parameter("", TensorType.Of(each)))], [.. x.Select(each => each.Device)], f);
    }

    /// <summary>The result of a primitive as a value of the graph.</summary>
    internal Tensor Add(Primitive op, in Few<Tensor> x)
    {
        Require();
        var (dtype, shape) = op.Infer(x);
        var (type, device) = (new TensorType(dtype, shape), op is Transfer transfer ? transfer.To : DeviceOf(x));
        return Stand(builder.Add(op, type, Numbers(x)), device);
    }

    /// <summary>The results of a block as values of the graph.</summary>
    internal Tensor[] Add(Block block, Tensor[] x)
    {
        Require();
        var device = DeviceOf(new Few<Tensor>(x));
        return Array.ConvertAll(builder.Add(block, x.Select(NumberOf).ToSequence(), block.Infer([.. x.Select(TensorType.Of)])), value => Stand(value, device));
    }

    /// <summary>The error of an operation that needs the elements of a value that has none yet.</summary>
    internal ScopeException Unread(string operation) => hasEnded ? Tracer.Ended("trace") : UserCode.Unread(operation);

    Tensor Stand(int value, Device device) => new GraphTensor(this, value, builder[value], device);

    Sequence<int> Numbers(in Few<Tensor> x)
    {
        var numbers = new int[x.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = NumberOf(x[i]);
        return Sequence.Create<int>(numbers);
    }

    /// <summary>The number of a value, which becomes a constant or a captured parameter where it is none of this trace.</summary>
    int NumberOf(Tensor x)
    {
        if (x is GraphTensor traced && traced.Level == Level) return traced.Number;
        if (x is PlainTensor plain) return builder.Add(plain);
        if (x.Level > Level) throw Tracer.Ended("transformation inside the traced function");
        if (captured.TryGetValue(x, out var number)) return number;
        return captured[x] = builder.Add(new Parameter("captured", TensorType.Of(x)));
    }

    static Device DeviceOf(in Few<Tensor> x)
    {
        var device = default(Device);
        for (var i = 0; i < x.Count; i++)
            if (x[i] is not PlainTensor { IsConstant: true }) device ??= x[i].Device;
        return device ?? x[0].Device;
    }

    void Require()
    {
        if (hasEnded) throw Tracer.Ended("trace");
        if (Thread.CurrentThread != owner) throw new ScopeException("Trace: a value of the traced function is used on another thread: a function is traced on the thread that calls Trace");
    }
}
