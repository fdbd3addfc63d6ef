using System.Buffers;
using System.Diagnostics;
using Xunit;

namespace Functional.Nn.Tests;

/// <summary>A file is replaced as a whole, where its name leads to, and stays what it was but for its content.</summary>
public sealed class OutputFileTests : IDisposable
{
    static readonly SafetensorsFile small = new([new("a", SafetensorsType.U8, [1], new byte[] { 7 })]);

    readonly Scratch scratch = new();

    public void Dispose()
    {
        Run("chmod", "-R", "u+rwx", scratch.Folder);
        scratch.Dispose();
    }

    [LinuxFact]
    public void A_link_is_followed_from_where_it_lies_and_stays()
    {
        Directory.CreateDirectory(scratch.At("store/old"));
        Directory.CreateDirectory(scratch.At("runs"));
        scratch.Write("store/model", [1]);
        File.CreateSymbolicLink(scratch.At("runs/alias"), "../store/old");
        // Through a folder that is a link itself: its ".." is store, not runs.
        File.CreateSymbolicLink(scratch.At("runs/second"), "alias/../model");
        File.CreateSymbolicLink(scratch.At("runs/first"), "second");
        Safetensors.CheckWritable(scratch.At("runs/first"));
        Safetensors.Write(scratch.At("runs/first"), small);
        Assert.Equal(small, Safetensors.Read(scratch.At("store/model")));
        Assert.Equal(["second", "alias/../model"], new[] { "first", "second" }.Select(name => new FileInfo(scratch.At($"runs/{name}")).LinkTarget));
        Assert.Equal(["alias", "first", "second"], Names("runs"));
    }

    [LinuxFact]
    public void A_link_in_the_current_folder_leads_to_its_neighbour_not_to_the_root()
    {
        scratch.Write("model", [1]);
        File.CreateSymbolicLink(scratch.At("link"), "model");
        var here = Path.GetRelativePath(Environment.CurrentDirectory, scratch.At("link"));
        Safetensors.Write(here, small);
        Assert.Equal(small, Safetensors.Read(scratch.At("model")));
        Assert.Equal(["link", "model"], Names("."));
    }

    [LinuxFact]
    public void A_link_to_nothing_makes_the_file_it_names()
    {
        File.CreateSymbolicLink(scratch.At("link"), "new");
        Safetensors.Write(scratch.At("link"), small);
        Assert.Equal(small, Safetensors.Read(scratch.At("new")));
    }

    [LinuxFact]
    public void Links_in_a_loop_are_refused()
    {
        File.CreateSymbolicLink(scratch.At("a"), "b");
        File.CreateSymbolicLink(scratch.At("b"), "a");
        Refused(scratch.At("a"), "its links lead in a loop");
    }

    [LinuxFact]
    public void Pipes_devices_and_folders_are_refused_by_name()
    {
        Run("mkfifo", scratch.At("pipe"));
        Refused(scratch.At("pipe"), "there is a pipe of this name");
        Refused("/dev/null", "there is a device of this name");
        Refused(scratch.Folder, "there is a folder of this name");
        Outcome.Fails(() => Safetensors.Read(scratch.At("pipe")), scratch.At("pipe"), "this is a pipe, not a file");
        Outcome.Fails(() => Idx.Read("/dev/zero"), "/dev/zero", "this is a device, not a file");
    }

    [LinuxFact]
    public void Permissions_stay_and_a_new_file_has_the_usual_ones()
    {
        var (path, plain) = (scratch.Write("model", [1]), scratch.Write("plain", [1]));
        Assert.All(["600", "604", "666"], mode =>
        {
            Run("chmod", mode, path);
            Safetensors.Write(path, small);
            Assert.Equal(mode, Mode(path));
        });
        Safetensors.Write(scratch.At("new"), small);
        Assert.Equal(Mode(plain), Mode(scratch.At("new")));
    }

    [RootFact]
    public void The_owner_stays_where_this_user_may_say_so()
    {
        var path = scratch.Write("model", [1]);
        Run("chown", "12345:23456", path);
        Safetensors.Write(path, small);
        Assert.Equal("12345:23456", Run("stat", "-c", "%u:%g", path));
    }

    [LinuxFact]
    public void Another_name_of_the_file_keeps_the_old_content()
    {
        var path = scratch.Write("model", [1]);
        Run("ln", path, scratch.At("other"));
        Safetensors.Write(path, small);
        Assert.Equal([1], File.ReadAllBytes(scratch.At("other")));
    }

    [LinuxFact]
    public void What_killed_writers_left_is_removed_and_nothing_else()
    {
        string[] others = [".model.abcdefgh.ab", ".model.ABCDEFGH.abc", ".model.abcdefgh.abc.txt", ".other.abcdefgh.abc", "model.abcdefgh.abc", "model"];
        foreach (var name in (string[])[".model.abcdefgh.abc", ".model.01234512.xyz", .. others]) scratch.Write(name, [1]);
        using (new FileStream(scratch.At(".model.zzzzzzzz.zzz"), FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            Safetensors.Write(scratch.At("model"), small);
            Assert.Equal([.. others.Append(".model.zzzzzzzz.zzz").Order(StringComparer.Ordinal)], Names("."));
        }
        Safetensors.Write(scratch.At("model"), small);
        Assert.Equal([.. others.Order(StringComparer.Ordinal)], Names("."));
    }

    [Fact]
    public void A_neighbour_that_another_took_for_a_leftover_is_written_again()
    {
        var (path, tries) = (scratch.At("model"), 0);
        using var bytes = new Watched(new byte[] { 7 }, () =>
        {
            if (++tries == 1) File.Delete(Directory.GetFiles(scratch.Folder).Single());
        });
        Safetensors.Write(path, new([new("a", SafetensorsType.U8, [1], bytes.Memory)]));
        Assert.Equal(2, tries);
        Assert.Equal(small, Safetensors.Read(path));
        Assert.Equal(["model"], Names("."));
    }

    /// <summary>Memory that tells when it is read.</summary>
    sealed class Watched(byte[] bytes, Action read) : MemoryManager<byte>
    {
        public override Memory<byte> Memory => CreateMemory(bytes.Length);

        public override Span<byte> GetSpan()
        {
            read();
            return bytes;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() { }

        protected override void Dispose(bool disposing) { }
    }

    [RootFact]
    public void A_file_that_its_folder_protects_is_refused_before_the_work()
    {
        var (folder, path) = (scratch.At("shared"), scratch.At("shared/model"));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path, [1]);
        // Of root's, in a sticky folder where everybody may write, asked for by someone else.
        Run("chmod", "1777", folder);
        Run("chmod", "666", path);
        Run("chmod", "755", scratch.Folder);
        using (new OtherUser(65534))
        {
            Refused(path, "may not be replaced");
            Safetensors.CheckWritable(Path.Combine(folder, "another"));
        }
        Assert.Equal(["model"], Names("shared"));
        Safetensors.CheckWritable(path);
        Assert.Equal([1], File.ReadAllBytes(path));
    }

    [LinuxFact]
    public async Task Readers_and_writers_at_once_see_whole_files_and_no_error()
    {
        var path = scratch.At("model");
        SafetensorsFile Version(int i) => new([new("a", SafetensorsType.U8, [1 << 16], Enumerable.Repeat((byte)i, 1 << 16).ToArray())]);
        Safetensors.Write(path, Version(0));
        var stop = false;
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!Volatile.Read(ref stop)) Assert.Single(Safetensors.Read(path).Entries[0].Bytes.ToArray().Distinct());
        })).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++) Safetensors.Write(path, Version(writer * 80 + i % 80));
        })));
        Volatile.Write(ref stop, true);
        await Task.WhenAll(readers);
        Assert.Equal(["model"], Names("."));
    }

    string[] Names(string folder)
        => [.. Directory.GetFileSystemEntries(scratch.At(folder)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    static void Refused(string path, string problem)
    {
        Outcome.Fails(() => Safetensors.CheckWritable(path), path, problem);
        Outcome.Fails(() => Safetensors.Write(path, small), path, problem.Contains("replaced") ? "denied" : problem);
    }

    static string Mode(string path) => Run("stat", "-c", "%a", path);

    static string Run(string program, params string[] arguments)
    {
        if (OperatingSystem.IsWindows()) return "";
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed");
    }
}
