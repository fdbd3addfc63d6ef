namespace Functional.Tests.Properties;

/// <summary>
/// Random numbers in 0 … 1 that are remembered, so that what was made of them can be made again of fewer and smaller ones: whatever is drawn
/// shrinks (D. MacIver, A. Donaldson 2020, "Test-Case Reduction via Test-Case Generation: Insights from the Hypothesis Reducer").
/// </summary>
public sealed class Choices
{
    /// <summary>What asks for so many choices beyond those that it is given never ends.</summary>
    const int Beyond = 2000;

    /// <summary>Of at most so many, pairs are tried, too.</summary>
    const int Few = 32;

    readonly int seed;
    readonly Random? random;
    readonly List<double> made;
    readonly int given;
    readonly SortedDictionary<int, Choices> streams = [];
    int used;

    /// <summary>Endless random choices.</summary>
    public Choices(int seed) => (this.seed, random, made) = (seed, new(seed), []);

    /// <summary>These choices, and beyond them nothing but the smallest.</summary>
    Choices(IEnumerable<double> made, IEnumerable<KeyValuePair<int, Choices>> streams)
    {
        this.made = [.. made];
        given = this.made.Count;
        foreach (var (number, stream) in streams) this.streams[number] = stream;
    }

    /// <summary>Draws from the first choice on.</summary>
    public Draw Draw => new(this);

    /// <summary>Choices that are independent of these and of those of other numbers.</summary>
    public Choices Stream(int number)
        => streams.TryGetValue(number, out var stream) ? stream : streams[number] = random is null ? new([], []) : new(unchecked(seed + 0x3C6EF372 + 7919 * number));

    internal double this[int index]
    {
        get
        {
            if (random is null && index > given + Beyond) throw new ExhaustedException();
            while (made.Count <= index) made.Add(random?.NextDouble() ?? 0);
            used = Math.Max(used, index + 1);
            return made[index];
        }
    }

    /// <summary>Simpler choices, the simplest first: fewer, then more that are the smallest, then smaller ones.</summary>
    internal IEnumerable<Choices> Smaller()
    {
        var now = made.Take(used).ToList();
        while (now is [.., 0]) now.RemoveAt(now.Count - 1);
        if (random is not null) yield return new(now, streams);
        foreach (var (number, stream) in streams)
            foreach (var smaller in stream.Smaller()) yield return new(now, streams.Select(each => each.Key == number ? new(number, smaller) : each));
        foreach (var block in Blocks(now.Count)) yield return new(Without(now, block), streams);
        foreach (var (at, length) in Blocks(now.Count))
            if (now[at..(at + length)].Any(each => each != 0)) yield return new([.. now[..at], .. Enumerable.Repeat(0.0, length), .. now[(at + length)..]], streams);
        for (var i = 0; i < now.Count; i++)
            foreach (var smaller in Below(now[i])) yield return new(With(now, i, smaller), streams);
        // A number of things and one of them at once.
        for (var i = 0; i < now.Count && now.Count <= Few; i++)
            foreach (var smaller in Below(now[i]).Prepend(0).Where(each => each < now[i]))
                for (var at = i + 1; at < now.Count; at++)
                    for (var length = 1; length <= 4 && at + length <= now.Count; length++) yield return new(Without(With(now, i, smaller), (at, length)), streams);
    }

    static IEnumerable<double> Below(double choice)
        => choice < 1.0 / 64 ? [] : ((double[])[Math.Floor(choice * 2) / 2, Math.Floor(choice * 8) / 8, Math.Floor(choice * 64) / 64, choice / 2, choice - 1.0 / 64]).Where(each => each < choice);

    static List<double> With(List<double> now, int index, double choice) => [.. now[..index], choice, .. now[(index + 1)..]];

    static List<double> Without(List<double> now, (int At, int Length) block) => [.. now[..block.At], .. now[(block.At + block.Length)..]];

    static IEnumerable<(int At, int Length)> Blocks(int count)
    {
        for (var length = count; length > 0; length /= 2)
            for (var at = 0; at + length <= count; at += length) yield return (at, length);
    }
}

/// <summary>What is drawn asks for ever more choices.</summary>
public sealed class ExhaustedException : Exception;
