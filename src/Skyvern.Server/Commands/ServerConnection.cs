using System.CommandLine;
using System.CommandLine.Parsing;
using Skyvern.Client;
using Skyvern.Server.Core;

namespace Skyvern.Server.Commands;

/// <summary>Which server a command talks to, and with which key.</summary>
internal sealed class ServerConnection
{
    private readonly Option<Uri> _server = ServerOption();

    private readonly Option<string?> _key = new("--key")
    {
        Description = "API key. Default: SKYVERN_API_KEY, else the key that the server left in its data folder.",
    };

    /// <summary>The option that names a running server.</summary>
    public static Option<Uri> ServerOption() => new("--server")
    {
        Description = "Address of the running server.",
        DefaultValueFactory = _ => new Uri("http://localhost:8000"),
        CustomParser = ReadAddress,
    };

    private static Uri? ReadAddress(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
        {
            return address;
        }

        result.AddError($"--server takes an http or https address such as http://localhost:8000, not \"{text}\".");
        return null;
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_key);
    }

    /// <summary>Address and key, or null with a word on the error output when there is no key.</summary>
    public async Task<(Uri Server, string Key)?> ReadAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var settings = SkyvernHost.CreateBuilder([]).Configuration;
        var data = settings.GetSection(DataOptions.SectionName).Get<DataOptions>() ?? new DataOptions();
        var file = data.Under("api-key");
        var key = result.GetValue(_key) ?? settings["SKYVERN_API_KEY"] ?? (File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : null);
        if (string.IsNullOrWhiteSpace(key))
        {
            await Console.Error.WriteLineAsync($"No API key: there is none in {file}. Give one with --key or SKYVERN_API_KEY.");
            return null;
        }

        return (result.GetValue(_server)!, key.Trim());
    }

    /// <summary>Runs a command's work; a server that cannot be reached or refuses is a sentence and exit code 2, not a stack trace.</summary>
    public async Task<int> WithClientAsync(ParseResult result, Func<SkyvernClient, Uri, string, Task<int>> work, CancellationToken cancellationToken)
    {
        if (await ReadAsync(result, cancellationToken) is not { } connection)
        {
            return 2;
        }

        using var client = new SkyvernClient(connection.Server, connection.Key);
        try
        {
            return await work(client, connection.Server, connection.Key);
        }
        catch (HttpRequestException e)
        {
            await Console.Error.WriteLineAsync($"The server at {connection.Server} cannot be reached ({e.Message}). Is it running? scripts/run.sh starts it.");
        }
        catch (Exception e) when (e is SkyvernApiException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }

        return 2;
    }
}
