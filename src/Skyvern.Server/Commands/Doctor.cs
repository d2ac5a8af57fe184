using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Data;
using Skyvern.Server.Data.Startup;
using Skyvern.Server.Health;
using Skyvern.Server.Http;
using Skyvern.Server.Settings;
using Skyvern.Server.Telemetry;

namespace Skyvern.Server.Commands;

/// <summary>Tries out what the server needs, with the server's own parts: what works here works there.</summary>
internal static class Doctor
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Looks at everything, one after the other; a finding for each part.</summary>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var services = app.Services;
        var settings = Settings(services, app.Configuration);
        if (settings.Level == FindingLevel.Bad)
        {
            return [settings];
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        return
        [
            settings,
            DataFolder(services.GetRequiredService<IOptions<DataOptions>>().Value, services.GetRequiredService<DataSpace>()),
            await DatabaseAsync(services, deadline.Token),
            await ArtifactsAsync(services.GetRequiredService<IArtifactStore>(), deadline.Token),
            await BrowserAsync(services, deadline.Token),
            Fonts(),
            Recording(services),
            await ModelAsync(services.GetRequiredService<IModelProbe>(), deadline.Token),
            Address(services.GetRequiredService<IOptions<ServerOptions>>().Value),
            await CollectorAsync(services.GetRequiredService<TelemetryTarget>(), deadline.Token),
        ];
    }

    private static Finding Settings(IServiceProvider services, IConfiguration configuration)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception e) when (e is OptionsValidationException or AggregateException)
        {
            return Finding.Bad("settings", e.Message);
        }

        var unknown = SettingsInUse.Read((IConfigurationRoot)configuration).Where(setting => !setting.IsKnown).Select(setting => setting.Key).ToList();
        return unknown.Count == 0
            ? Finding.Good("settings", "Every setting is known and within its range; config show lists them.")
            : Finding.Note("settings", $"Not settings of this server, so they do nothing: {string.Join(", ", unknown)}.");
    }

    private static Finding DataFolder(DataOptions data, DataSpace space)
    {
        if (Storage.DataFolder.FindProblem(data) is { } problem)
        {
            return Finding.Bad("data folder", problem);
        }

        var folder = data.Under();
        var free = space.FreeMegabytes;
        return space.IsOut(free) ? Finding.Bad("data folder", $"{folder} has only {free} MB left. Make room, or change Data:LowSpaceMegabytes.")
            : space.IsLow(free) ? Finding.Note("data folder", $"{folder} has only {free} MB left: artifacts will soon not fit.")
            : Finding.Good("data folder", $"{folder} can be written, {free / 1000} GB are free.");
    }

    private static async Task<Finding> DatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var provider = services.GetRequiredService<DatabaseConnection>().Provider;
        var pending = await services.ListPendingMigrationsAsync(cancellationToken);
        if (await services.GetRequiredService<IDatabaseProbe>().AnswersAsync(cancellationToken))
        {
            return pending.Count == 0
                ? Finding.Good("database", $"{provider} answers and is of this version's form.")
                : Finding.Note("database", $"{provider} answers; the next start, or the command migrate, will bring it up to date ({pending.Count} migrations).");
        }

        return provider == DatabaseProvider.Sqlite
            ? Finding.Note("database", "There is no SQLite file yet: the first start makes it.")
            : Finding.Bad("database", $"{provider} does not answer. Look at Database:ConnectionString; if only the database itself is missing, the first start makes it.");
    }

    private static async Task<Finding> ArtifactsAsync(IArtifactStore artifacts, CancellationToken cancellationToken)
    {
        try
        {
            await artifacts.CheckAsync(cancellationToken);
            return Finding.Good("artifacts", "Their store answers.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Bad("artifacts", $"{e.Message} Look at the settings in Storage.");
        }
    }

    private static async Task<Finding> BrowserAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await using var browser = await services.GetRequiredService<IBrowserPool>().OpenAsync(new BrowserRequest("doctor"), cancellationToken);
            await browser.ObserveAsync(cancellationToken);
            return Finding.Good("browser", "A browser was started and closed again.");
        }
        catch (BrowserLostException e)
        {
            return Finding.Bad("browser", e.Message);
        }
    }

    private static Finding Fonts()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders = ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".fonts"), Path.Combine(home, ".local/share/fonts")];
        return !OperatingSystem.IsLinux() || folders.Any(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.?t?", Everywhere).Any())
            ? Finding.Good("fonts", "There are fonts to show pages with.")
            : Finding.Note("fonts", "None are installed, so pages show no text in pictures: install fonts-liberation and fonts-noto-cjk, or others.");
    }

    private static Finding Recording(IServiceProvider services) =>
        !services.GetRequiredService<IOptions<RecordingOptions>>().Value.Enabled ? Finding.Good("recording", "Runs are not recorded: Recording:Enabled is false.")
        : services.GetRequiredService<IVideoEncoder>().FindProblem() is { } problem ? Finding.Note("recording", $"Runs are not recorded. {problem}")
        : Finding.Good("recording", "There is an ffmpeg to record runs with.");

    private static async Task<Finding> ModelAsync(IModelProbe model, CancellationToken cancellationToken)
    {
        if (model.Name is not { } name)
        {
            return Finding.Note("model", "None is configured: tasks are planned by rules. Set OPENAI_API_KEY, or Llm:Endpoint and Llm:Model.");
        }

        return await model.FindProblemAsync(cancellationToken) is { } problem
            ? Finding.Bad("model", problem)
            : Finding.Good("model", $"{name} answers.");
    }

    private static Finding Address(ServerOptions options)
    {
        var urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            var address = BindingAddress.Parse(url);
            if (!CanListen(address))
            {
                return Finding.Note("address", $"{url} is in use, maybe by a server that runs already: the command health asks it.");
            }
        }

        return urls.All(url => BindingAddress.Parse(url).Host is "localhost" or "127.0.0.1" or "[::1]") || options.BaseUrl.Length > 0
            ? Finding.Good("address", $"{options.Urls} is free.")
            : Finding.Note("address", $"{options.Urls} is free, but links in answers and webhooks will say localhost: set Server:BaseUrl to the public address.");
    }

    private static async Task<Finding> CollectorAsync(TelemetryTarget target, CancellationToken cancellationToken)
    {
        if (target.Address is not { } given)
        {
            return Finding.Good("telemetry", "Traces and metrics are off: Telemetry:OtlpEndpoint names no collector.");
        }

        try
        {
            var address = new Uri(given);
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            return Finding.Good("telemetry", $"A collector listens at {address.Authority}.");
        }
        catch (Exception e) when (e is SocketException or UriFormatException)
        {
            return Finding.Note("telemetry", $"No collector can be reached ({e.Message}): traces and metrics will be lost, the server works all the same.");
        }
    }

    private static bool CanListen(BindingAddress address)
    {
        if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe)
        {
            return true;
        }

        var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? given
            : address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.Any;
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(ip, address.Port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
