namespace Functional.Nn;

/// <summary>Symbolic links, followed as the operating system follows them.</summary>
static class SymbolicLinks
{
    /// <summary>As many as Linux follows before it calls them a loop.</summary>
    const int Most = 40;

    static readonly char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>
    /// The full name, free of links, of what a path names; it need not exist. A link is relative to the folder in which it lies, and <c>..</c> leads out of
    /// the folder to which a link before it pointed. Null where the links lead in a loop.
    /// </summary>
    public static string? Resolve(string path)
    {
        var (folder, links, rest) = ("", 0, new Stack<string>());
        Follow(Path.Combine(Environment.CurrentDirectory, path));
        while (rest.TryPop(out var part))
        {
            var next = part == ".." ? Path.GetDirectoryName(folder) ?? folder : Path.Combine(folder, part);
            if (part == ".." || new FileInfo(next).LinkTarget is not { } target) folder = next;
            else if (++links <= Most) Follow(target);
            else return null;
        }
        return folder;

        void Follow(string to)
        {
            var root = Path.GetPathRoot(to)!;
            if (root is not "") folder = root;
            foreach (var part in to[root.Length..].Split(separators).Reverse())
                if (part is not ("" or ".")) rest.Push(part);
        }
    }
}
