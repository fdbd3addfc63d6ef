namespace Functional.Primitives;

/// <summary>
/// The inputs of one application of a primitive, or what belongs to each of them; three need no array. Five words long, they go by
/// reference (<c>in</c>) to what interprets them.
/// </summary>
public readonly struct Few<T>
{
    readonly T first, second, third;
    readonly T[]? all;

    Few(int count, T first, T second, T third, T[]? all)
        => (Count, this.first, this.second, this.third, this.all) = (count, first, second, third, all);

    /// <summary>One item.</summary>
    public Few(T first) : this(1, first, default!, default!, null) { }

    /// <summary>Two items.</summary>
    public Few(T first, T second) : this(2, first, second, default!, null) { }

    /// <summary>Three items.</summary>
    public Few(T first, T second, T third) : this(3, first, second, third, null) { }

    /// <summary>Any number of items, which are copied.</summary>
    public Few(ReadOnlySpan<T> items)
        : this(items.Length, At(items, 0), At(items, 1), At(items, 2), items.Length > 3 ? items.ToArray() : null) { }

    /// <summary>How many items there are.</summary>
    public int Count { get; }

    /// <summary>The item at an index, 0 … <see cref="Count"/> − 1.</summary>
    public T this[int index] => all is not null ? all[index] : index switch { 0 => first, 1 => second, _ => third };

    /// <summary>Applies a function to every item; <paramref name="context"/> spares the function a closure.</summary>
    public Few<TResult> Select<TContext, TResult>(TContext context, Func<TContext, T, TResult> function) => Count switch
    {
        1 => new(function(context, first)),
        2 => new(function(context, first), function(context, second)),
        3 => new(function(context, first), function(context, second), function(context, third)),
        _ => SelectAll(context, function),
    };

    // On its own, because a closure is allocated where its function begins.
    Few<TResult> SelectAll<TContext, TResult>(TContext context, Func<TContext, T, TResult> function)
        => new(Array.ConvertAll(all ?? [], item => function(context, item)));

    static T At(ReadOnlySpan<T> items, int index) => index < items.Length ? items[index] : default!;
}
