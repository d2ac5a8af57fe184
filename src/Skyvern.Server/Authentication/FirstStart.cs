using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Authentication;

/// <summary>Makes the first secrets and the first organization before anybody can call; keeps its key in a file for local commands.</summary>
internal sealed partial class FirstStart(
    OrganizationService organizations, SigningKeys signingKeys, ISecretProtector protector, ISharedKeys shared, IOptions<DataOptions> options, ILogger<FirstStart> logger) : IHostedService
{
    public const string KeyFileName = "api-key";
    private const string DefaultName = "Default";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Processes that start together must not each make their own.
        await using var alone = await shared.LockAsync(cancellationToken);
        signingKeys.Load();
        protector.Protect(""); // makes the key ring's first key
        if ((await organizations.ListAsync(cancellationToken)).Count > 0)
        {
            return;
        }

        var (_, key) = await organizations.CreateAsync(DefaultName, cancellationToken);
        var path = options.Value.Under(KeyFileName);

        // A file of an earlier database names a key that nobody knows any more.
        File.Delete(path);
        PrivateFile.TryWriteNew(path, key.Secret + Environment.NewLine);
        LogKeyWritten(path);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "The first API key is in {Path}.")]
    private partial void LogKeyWritten(string path);
}
