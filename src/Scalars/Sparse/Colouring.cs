namespace Functional;

/// <summary>
/// Groups of columns that can be computed together, as colours of a graph; greedy in the order of the columns
/// (A. Gebremedhin, F. Manne, A. Pothen 2005, "What Color Is Your Jacobian?").
/// </summary>
internal static class Colouring
{
    /// <summary>
    /// Colours for the columns of a Jacobian: columns with places in the same row differ, so every sum over a colour has in each row
    /// at most one term (A. Curtis, M. Powell, J. Reid 1974).
    /// </summary>
    internal static int[] OfColumns(SparsePattern pattern)
    {
        var rows = pattern.Transpose();
        var colours = Uncoloured(pattern.Columns);
        var forbidden = new Forbidden();
        for (var column = 0; column < colours.Length; column++)
        {
            forbidden.Clear();
            foreach (var row in rows[column])
                foreach (var other in pattern[row]) forbidden.Add(colours[other]);
            colours[column] = forbidden.Smallest();
        }
        return colours;
    }

    /// <summary>
    /// Colours for the columns of a symmetric matrix: neighbours differ, and every path over four columns has at least three colours,
    /// so every element is alone in one of the two places where it occurs (star colouring; T. Coleman, J. Moré 1984).
    /// </summary>
    internal static int[] OfSymmetric(SparsePattern pattern)
    {
        var colours = Uncoloured(pattern.Columns);
        var forbidden = new Forbidden();
        for (var v = 0; v < colours.Length; v++)
        {
            forbidden.Clear();
            foreach (var w in pattern[v])
            {
                if (w == v) continue;
                forbidden.Add(colours[w]);
                // v may not have the colour of x where v – w – x would be part of a path of two colours: w is still to be coloured,
                // v has two neighbours of w's colour, or x has.
                var repeated = colours[w] == None || Occurs(pattern, colours, v, w);
                foreach (var x in pattern[w])
                    if (x != v && x != w && (repeated || Occurs(pattern, colours, x, w))) forbidden.Add(colours[x]);
            }
            colours[v] = forbidden.Smallest();
        }
        return colours;
    }

    /// <summary>Whether a column has another neighbour with the colour of this one.</summary>
    internal static bool Occurs(SparsePattern pattern, int[] colours, int column, int neighbour)
    {
        foreach (var other in pattern[column])
            if (other != neighbour && other != column && colours[other] == colours[neighbour]) return true;
        return false;
    }

    internal static int Count(int[] colours) => colours.Length == 0 ? 0 : colours.Max() + 1;

    const int None = -1;

    static int[] Uncoloured(int count) => [.. Enumerable.Repeat(None, count)];

    /// <summary>The colours that a column may not have.</summary>
    sealed class Forbidden
    {
        readonly List<int> rounds = [];
        int round;

        internal void Clear() => round++;

        internal void Add(int colour)
        {
            if (colour == None) return;
            while (rounds.Count <= colour) rounds.Add(0);
            rounds[colour] = round;
        }

        internal int Smallest()
        {
            var colour = rounds.FindIndex(last => last != round);
            return colour < 0 ? rounds.Count : colour;
        }
    }
}
