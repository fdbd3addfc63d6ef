using System.Diagnostics;

namespace Functional.Benchmarks;

/// <summary>The source of one version of the library, with this benchmark's workload in it.</summary>
internal sealed class Checkout : IDisposable
{
    const string Workload = "benchmarks/Elementwise/Workload";

    static readonly string repository = Repository();

    readonly string folder;
    readonly bool isTemporary;

    Checkout(string folder, bool isTemporary) => (this.folder, this.isTemporary) = (folder, isTemporary);

    /// <summary>The checkout that this program was run from, as it stands.</summary>
    internal static Checkout Present => new(repository, isTemporary: false);

    /// <summary>A commit of its history, in a temporary folder.</summary>
    internal static Checkout Of(string commit)
    {
        var checkout = new Checkout(Directory.CreateTempSubdirectory("elementwise-").FullName, isTemporary: true);
        try
        {
            Run("git", repository, "worktree", "add", "--detach", "--quiet", checkout.folder, commit);
            checkout.TakeWorkload();
            return checkout;
        }
        catch
        {
            checkout.Dispose();
            throw;
        }
    }

    /// <summary>Builds the workload against this version; the path of its assembly.</summary>
    internal string Build()
    {
        var project = Path.Combine(folder, Workload);
        Run("dotnet", project, "build", "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        return Path.Combine(project, "bin", "Release", "net10.0", "Functional.Elementwise.Workload.dll");
    }

    public void Dispose()
    {
        if (!isTemporary) return;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Run("git", repository, "worktree", "prune");
    }

    /// <summary>Takes the workload of the present checkout in place of one of its own.</summary>
    void TakeWorkload()
    {
        var to = Path.Combine(folder, Workload);
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(Path.Combine(repository, Workload))) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    static void Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{output}");
    }

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functional.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("run this from a checkout");
    }
}
