using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Skyvern.Client.Json;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Storage;

/// <summary>
/// The secrets that sign links, kept in the data folder or in PostgreSQL and made at the first start. The first of the list signs; all of it is accepted,
/// so that a new one can be put in front while links of the old one are still about.
/// </summary>
internal sealed class SigningKeys(IOptions<DataOptions> options, ISharedKeys shared)
{
    private const string FileName = "signing-keys.json";
    private const string SharedName = "signing-keys";

    private readonly Lazy<IReadOnlyList<SigningKey>> _keys = new(() => Parse(Read(options.Value.Under(FileName), shared)));

    /// <summary>Makes or reads them now, so that a folder that cannot be written stops the start and not a request.</summary>
    public void Load() => _ = _keys.Value;

    /// <summary>Signs new links.</summary>
    public SigningKey Current => _keys.Value[0];

    /// <summary>The key a link names; null when it is none of ours.</summary>
    public SigningKey? Find(string kid) => _keys.Value.FirstOrDefault(key => key.Kid == kid);

    /// <summary>The query that lets a path be read until <paramref name="expiry"/> (unix seconds).</summary>
    public string Query(string path, long expiry) => $"expiry={expiry}&kid={Current.Kid}&sig={Current.Sign(path, expiry)}";

    /// <summary>The time that such a query still has; null when its signature is wrong or it has expired.</summary>
    public TimeSpan? Check(string path, string expiry, string kid, string signature, DateTimeOffset now)
    {
        if (!long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Find(kid) is not { } key)
        {
            return null;
        }

        var expected = Encoding.ASCII.GetBytes(key.Sign(path, seconds));
        var left = seconds - now.ToUnixTimeSeconds();
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)) && left > 0 ? TimeSpan.FromSeconds(left) : null;
    }

    private static string Read(string path, ISharedKeys shared)
    {
        if (!shared.AreShared)
        {
            if (!File.Exists(path))
            {
                PrivateFile.TryWriteNew(path, NewKeys());
            }

            return File.ReadAllText(path);
        }

        if (shared.List(SharedName) is not { Count: > 0 })
        {
            // Links of the time when this process was alone stay good. Of several processes that do this the first one's stand.
            shared.Add(SharedName, File.Exists(path) ? File.ReadAllText(path) : NewKeys());
        }

        return shared.List(SharedName)[0];
    }

    private static string NewKeys()
    {
        IReadOnlyList<SigningKey> first = [new("k1", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))];
        return JsonSerializer.Serialize(first, WireJson.Options);
    }

    private static IReadOnlyList<SigningKey> Parse(string text) =>
        JsonSerializer.Deserialize<IReadOnlyList<SigningKey>>(text, WireJson.Options) is { Count: > 0 } keys
            ? keys
            : throw new InvalidDataException($"{FileName} holds no key: delete it, and a new one is made at the next start.");
}
