using System.Runtime.InteropServices;
using Xunit;

namespace Functional.Nn.Tests;

/// <summary>A test of what Linux alone has.</summary>
sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "this system is not Linux";
    }
}

/// <summary>A test that acts as several users, which only root may.</summary>
sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) Skip = "only root on Linux can act as several users";
    }
}

/// <summary>While it lives, this thread asks the file system as another user.</summary>
sealed partial class OtherUser : IDisposable
{
    public OtherUser(uint user) => _ = SetFileUser(user);

    public void Dispose() => _ = SetFileUser(0);

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);
}
