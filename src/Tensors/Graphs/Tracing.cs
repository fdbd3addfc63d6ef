using Functional.Primitives;

namespace Functional.Graphs;

/// <summary>
/// A trace in progress: a function runs once, on stand-ins, and what it applies to them becomes the steps of a graph. What it captured of enclosing
/// transformations becomes further parameters; plain tensors that it captured, and what it computes of them alone, are constants.
/// <para>
/// A function inside a block is traced as a part of the trace around it, at the same level, so that transformations above see no difference.
/// </para>
/// </summary>
public sealed class Tracing
{
    [ThreadStatic]
    static Tracing? innermost;

    readonly GraphBuilder builder = new();
    readonly Dictionary<Tensor, int> captured = new(ReferenceEqualityComparer.Instance);
    readonly Thread thread = Thread.CurrentThread;
    readonly Tracing? outer = innermost;
    readonly bool isHoisting;
    bool hasEnded;

    Tracing(long level, bool isHoisting) => (Level, this.isHoisting) = (level, isHoisting);

    /// <summary>The level of its values.</summary>
    public long Level { get; }

    /// <summary>The trace, or part of one, on this thread that began last of those at a level below a bound.</summary>
    public static Tracing? Innermost(long bound)
    {
        var tracing = innermost;
        while (tracing is not null && tracing.Level >= bound) tracing = tracing.outer;
        return tracing;
    }

    /// <summary>
    /// The graph of a function of tensors of these types on these devices, and the values of enclosing transformations that it captured: the last
    /// parameters of the graph, in this order.
    /// </summary>
    public static (Graph Graph, Tensor[] Captured) Run(IReadOnlyList<Parameter> parameters, IReadOnlyList<Device> devices, Func<Tensor[], IReadOnlyList<Tensor>> f)
        => new Tracing(Tracer.NextLevel(), isHoisting: false).Trace(parameters, devices, f) switch
        {
            (var graph, var captured, null) => (graph!, captured),
            _ => throw Tracer.Ended("transformation inside the traced function"),
        };

    /// <summary>
    /// The graph of a part of the function that is traced, of inputs like these, and what it captured. Where a result is the value of a
    /// transformation above the trace there is no graph, but that value.
    /// </summary>
    /// <param name="isHoisting">Whether what does not depend on the inputs is computed outside of the part.</param>
    internal (Graph? Graph, Tensor[] Captured, Tensor? Above) Part(Tensor[] x, Func<Tensor[], Tensor[]> f, bool isHoisting = false)
    {
        Require();
        return new Tracing(Level, isHoisting).Trace([.. x.Select(each => new Parameter("", TensorType.Of(each)))], [.. x.Select(each => each.Device)], f);
    }

    (Graph? Graph, Tensor[] Captured, Tensor? Above) Trace(IReadOnlyList<Parameter> parameters, IReadOnlyList<Device> devices, Func<Tensor[], IReadOnlyList<Tensor>> f)
    {
        innermost = this;
        try
        {
            var results = f([.. parameters.Select((each, i) => Stand(builder.Add(each), devices[i]))]);
            return results.MaxBy(each => each.Level) is { } top && top.Level > Level ? (null, [], top)
                : (builder.Build([.. results.Select(NumberOf)]), [.. captured.Keys], null);
        }
        finally
        {
            hasEnded = true;
            innermost = outer;
        }
    }

    /// <summary>
    /// The part in which a primitive is applied that one of this trace's values is an input of: the one in progress, or, where it hoists, the innermost
    /// one that an input belongs to.
    /// </summary>
    internal Tracing Owner(in Few<Tensor> x)
    {
        Require();
        var part = Innermost(Level + 1)!;
        while (part.isHoisting && !part.Holds(x)) part = part.outer!;
        return part;
    }

    bool Holds(in Few<Tensor> x)
    {
        for (var i = 0; i < x.Count; i++)
            if (x[i] is GraphTensor traced && traced.Tracing == this) return true;
        return false;
    }

    /// <summary>The result of a primitive as a value of the graph.</summary>
    internal Tensor Add(Primitive op, in Few<Tensor> x)
    {
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

    /// <summary>The number of a value, which becomes a constant or a captured parameter where it is none of this part.</summary>
    int NumberOf(Tensor x)
    {
        if (x is GraphTensor traced && traced.Tracing == this) return traced.Number;
        if (x is PlainTensor plain) return builder.Add(plain);
        if (x is GraphTensor { Tracing.hasEnded: true }) throw Tracer.Ended("trace");
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
        if (Thread.CurrentThread != thread)
            throw new ScopeException("Trace: a value of the traced function is used on another thread: a function is traced on the thread that calls Trace");
    }
}
