using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Skyvern.Client;

namespace Skyvern.Server.Testing;

/// <summary>The server as a process of its own, to be killed and started again on the same data folder and database.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string ListeningMark = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TempFolder _folder;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly ConcurrentQueue<string> _log = [];
    private Process? _process;
    private SkyvernClient? _client;
    private HttpClient? _http;

    private ServerProcess(TempFolder folder, IReadOnlyDictionary<string, string?> settings) => (_folder, _settings) = (folder, settings);

    /// <summary>Speaks to the process that runs now.</summary>
    public SkyvernClient Client => _client ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Sends to the process that runs now, with its key.</summary>
    public HttpClient Http => _http ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>What all processes of this server have written.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Prepares a server; <see cref="StartAsync"/> starts it.</summary>
    public static ServerProcess Create(TempFolder folder, IReadOnlyDictionary<string, string?> settings) => new(folder, settings);

    /// <summary>Starts a process and waits until it listens.</summary>
    public async Task StartAsync()
    {
        var listening = Launch();
        try
        {
            var address = new Uri(await listening.WaitAsync(Patience) + "/");
            var key = (await File.ReadAllTextAsync(_folder["api-key"])).Trim();
            _client = new SkyvernClient(address, key);
            _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address, DefaultRequestHeaders = { { "x-api-key", key } } };
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The server does not listen.\n{Log}");
        }
    }

    /// <summary>Starts a process that shall end by itself, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StartInVainAsync()
    {
        _ = Launch();
        using var deadline = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(deadline.Token);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>Ends the process at once, as a crash or an out-of-memory kill does; its browsers get no word of it.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await EndedAsync();
    }

    /// <summary>Asks the process to stop and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndedAsync();
    }

    /// <summary>Freezes the process: it does nothing and notices nothing until it is woken.</summary>
    public async Task FreezeAsync()
    {
        await SignalAsync("STOP");

        // Once the signal is sent it is only on its way: the process is frozen when each of its threads is.
        await Eventually.TrueAsync(() => Directory.EnumerateDirectories($"/proc/{Id}/task").All(
            thread => Status(thread) is not { } status || status.Contains("\nState:\tT", StringComparison.Ordinal)));
    }

    /// <summary>Lets a frozen process go on.</summary>
    public Task WakeAsync() => SignalAsync("CONT");

    /// <summary>The name that the process has among those of its database.</summary>
    public async Task<string> NodeIdAsync()
    {
        using var ready = JsonDocument.Parse(await Http.GetStreamAsync("health/ready"));
        return ready.RootElement.GetProperty("node").GetString()!;
    }

    /// <summary>Waits for a condition; says what the server wrote when it does not come.</summary>
    public async Task WaitAsync(Func<Task<bool>> condition)
    {
        try
        {
            await Eventually.TrueAsync(condition, Patience);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"What the test waits for did not happen.\n{Log}");
        }
    }

    /// <summary>The process's id; it has to run.</summary>
    public int Id => _process?.Id ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Ids of the process's own children that run a program.</summary>
    public IReadOnlyList<int> Children(string program) => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _) && Status(folder) is { } status
            && status.Contains($"\nPPid:\t{Id}\n", StringComparison.Ordinal) && Path.GetFileName(Executable(folder)) == program)
        .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))];

    /// <summary>Ids of the server's browsers, dead servers' ones on the same folder included.</summary>
    public IReadOnlyList<int> Browsers => ProcessesOn("browser");

    /// <summary>Ids of processes other than the server that carry a part of the data folder on their command line.</summary>
    public IReadOnlyList<int> ProcessesOn(string part) => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out var id) && id != _process?.Id
            && CommandLine(folder).Contains(_folder[part], StringComparison.Ordinal))
        .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))];

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _http?.Dispose();
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    /// <summary>Ends with the address that the process says it listens on.</summary>
    private Task<string> Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Skyvern.Server.dll"), "--urls=http://127.0.0.1:0", "--Recording:Enabled=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
        {
            start.ArgumentList.Add($"--{name}={value}");
        }

        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, listening);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return listening.Task;
    }

    private async Task SignalAsync(string name)
    {
        using var signal = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        await signal.WaitForExitAsync();
    }

    private async Task<int> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(deadline.Token);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        _client!.Dispose();
        _http!.Dispose();
        (_client, _http) = (null, null);
        return code;
    }

    private void Read(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        var mark = line.IndexOf(ListeningMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            listening.TrySetResult(line[(mark + ListeningMark.Length)..].Trim());
        }
    }

    private static string CommandLine(string folder) => Read(() => File.ReadAllText(Path.Combine(folder, "cmdline"))) ?? "";

    private static string? Status(string folder) => Read(() => File.ReadAllText(Path.Combine(folder, "status")));

    private static string? Executable(string folder) => Read(() => new FileInfo(Path.Combine(folder, "exe")).LinkTarget);

    private static string? Read(Func<string?> part)
    {
        try
        {
            return part();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // ended meanwhile
        }
    }
}
