using System.Diagnostics;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Scripts;

/// <summary>Runs scripts of the repository with programs of a test's own on their path.</summary>
internal sealed class Script : IDisposable
{
    private readonly TempFolder _folder = new();

    public Script()
    {
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Data);
    }

    /// <summary>The data folder that the script is given.</summary>
    public string Data => _folder["data"];

    private string Programs => _folder["programs"];

    /// <summary>Puts a program on the path that does what a text for the shell says.</summary>
    public Script With(string program, string text)
    {
        var file = Path.Combine(Programs, program);
        File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this;
    }

    /// <summary>Puts this machine's own programs on the path, of which the script sees no others.</summary>
    public Script WithOwn(params string[] programs)
    {
        foreach (var program in programs)
        {
            var own = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Programs, program), own);
        }

        return this;
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="name">Its name in <c>scripts/</c>.</param>
    /// <param name="hidesOthers">Whether the machine's own programs are off the path.</param>
    /// <param name="words">Its arguments.</param>
    public async Task<(int Code, string Output, string Error)> RunAsync(string name, bool hidesOthers, params string[] words)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("scripts", name), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PATH"] = hidesOthers ? Programs : $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}",
                ["HOME"] = _folder.Path,
                ["Data__Path"] = Data,
            },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();
}
