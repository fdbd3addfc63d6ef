namespace Functional.Primitives;

/// <summary>
/// The part of a model that is at work on a thread: layers say so, and what is computed meanwhile knows it. Costs nothing where nobody asks.
/// </summary>
public static class Whereabouts
{
    [ThreadStatic]
    static string? path, name;

    [ThreadStatic]
    static int watched;

    /// <summary>What the part at work is called, <c>layer 1.0 (Dense)</c>, or null outside of all.</summary>
    internal static string? Current => name;

    /// <summary>A part begins to work, until what is returned is disposed of.</summary>
    /// <param name="number">Its number in the part around it.</param>
    /// <param name="label">What kind of part it is.</param>
    public static Left Enter(int number, string label)
    {
        if (watched == 0) return default;
        var left = new Left(path, name, isInside: true);
        path = path is null ? $"{number}" : $"{path}.{number}";
        name = $"layer {path} ({label})";
        return left;
    }

    /// <summary>Runs a function of which somebody asks where it is.</summary>
    internal static T Watch<T>(Func<T> f)
    {
        watched++;
        try
        {
            return f();
        }
        finally
        {
            watched--;
        }
    }

    /// <summary>The part that was left for another, and to which its end returns.</summary>
    public readonly ref struct Left
    {
        readonly string? path, name;
        readonly bool isInside;

        internal Left(string? path, string? name, bool isInside) => (this.path, this.name, this.isInside) = (path, name, isInside);

        /// <summary>Returns to it.</summary>
        public void Dispose()
        {
            if (isInside) (Whereabouts.path, Whereabouts.name) = (path, name);
        }
    }
}
