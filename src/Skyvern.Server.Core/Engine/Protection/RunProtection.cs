using System.Text;
using System.Text.Json;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>What guards one run: its request as planners may know it, its secrets, sites, log-ins and files.</summary>
internal sealed class RunProtection
{
    private RunProtection(TaskRun run, IReadOnlyList<LogIn> logIns)
    {
        var request = TaskGoal.Compose(run.Request);
        var (withoutData, files) = PromptFiles.Find(request.Prompt);
        GivenCodes = OtpTaskData.Read(withoutData);
        var (goal, secrets) = PromptSecrets.Find(GivenCodes.Hide(withoutData));
        Vault = new SecretVault(Mask);
        foreach (var secret in secrets)
        {
            // A word that the start address holds too cannot be hidden without hiding where the run is.
            var isInAddress = run.Request.Url?.Contains(secret.Value, StringComparison.Ordinal) == true && secret.Value.All(char.IsLetter);
            Vault.Add(isInAddress ? secret with { IsPlainWord = true } : secret);
        }

        foreach (var value in HeaderSecrets(run.Request).Concat(ProxySecrets(run.Request)))
        {
            Mask.Hide(value);
        }

        Run = run.WithRequest(request with { Prompt = goal, Block = request.Block?.WithoutGoal() });
        var own = OwnPart(request, goal);
        Sites = new RunSites(own, [.. files.Select(file => file.Address?.OriginalString).OfType<string>(), .. AddressesOfData(run.Request)]);
        Files = new RunFiles(files);
        Credentials = new RunCredentials(logIns, Sites, own.Prompt);
    }

    /// <summary>The run with a request that has placeholders for its secrets.</summary>
    public TaskRun Run { get; }

    /// <summary>One-time codes and authenticator secrets of the prompt: the engine enters them itself.</summary>
    public OtpTaskData GivenCodes { get; }

    /// <summary>Hides secrets in whatever leaves the engine.</summary>
    public SecretMask Mask { get; } = new();

    /// <summary>Secrets that may be typed.</summary>
    public SecretVault Vault { get; }

    /// <summary>Where the run may go.</summary>
    public RunSites Sites { get; }

    /// <summary>What it may upload.</summary>
    public RunFiles Files { get; }

    /// <summary>Stored log-ins that it may use.</summary>
    public RunCredentials Credentials { get; }

    /// <summary>Reads what there is to guard.</summary>
    public static async Task<RunProtection> OfAsync(TaskRun run, ICredentialSource credentials, CancellationToken cancellationToken) =>
        new(run, await credentials.OpenAsync(run.OrganizationId, cancellationToken));

    /// <summary>The same for a run that is only shown: stored log-ins have no part in it.</summary>
    public static RunProtection OfRequest(TaskRun run) => new(run, []);

    // What a form is filled with is no place that the caller sends the run to, unless the goal itself names it too.
    private static IEnumerable<string> AddressesOfData(TaskRequest request) =>
        TaskGoal.Data(request) is { } data ? StartAddress.Named(data).Except(StartAddress.Named(request.Prompt)) : [];

    /// <summary>What the caller alone wrote: in a workflow, data of earlier pages may have got into a goal, and must not name sites or log-ins.</summary>
    private static TaskRequest OwnPart(TaskRequest request, string goal) => request.Block is { OwnGoal: { } own } block
        ? request with { Prompt = PromptSecrets.Find(PromptFiles.Find(own).Goal).Goal, Url = block.OwnUrl }
        : request with { Prompt = goal };

    private static IEnumerable<string> HeaderSecrets(TaskRequest request) =>
        (request.ExtraHttpHeaders ?? new Dictionary<string, string>()).Concat(request.CdpConnectHeaders ?? new Dictionary<string, string>())
            .Where(header => IsAuthorization(header.Key))
            .SelectMany(header => Parts(header.Value));

    private static bool IsAuthorization(string name) =>
        ((string[])["auth", "cookie", "token", "secret", "key", "password", "session"]).Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    // "Bearer abc" is known as a whole and without its scheme; "Basic …" also by the password inside.
    private static IEnumerable<string> Parts(string value)
    {
        yield return value;
        if (value.Split(' ', 2) is not [var scheme, { Length: > 0 } rest])
        {
            yield break;
        }

        yield return rest;
        var decoded = new byte[rest.Length];
        if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(rest, decoded, out var length)
            && Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2) is [_, { Length: > 0 } password])
        {
            yield return password;
        }
    }

    private static IEnumerable<string> ProxySecrets(TaskRequest request) =>
        request.ProxyLocation is { ValueKind: JsonValueKind.Object } place && place.TryGetProperty("url", out var url)
            && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) && address.UserInfo.Split(':', 2) is [_, { Length: > 0 } password]
            ? [password, Uri.UnescapeDataString(password)]
            : [];
}
