namespace Skyvern.Server.Browser.Actions;

/// <summary>What showed up in a frame since <see cref="RememberAsync"/>.</summary>
/// <param name="Count">How many lines.</param>
/// <param name="Samples">The first of them.</param>
/// <param name="Complaint">The first that says something was refused or went wrong; empty when none does.</param>
internal sealed record Appearance(int Count, IReadOnlyList<string> Samples, string Complaint)
{
    /// <summary>Notes what can be seen now.</summary>
    public static Task RememberAsync(ElementTarget target, CancellationToken cancellationToken) =>
        target.CallAsync("rememberShown", new { }, cancellationToken);

    /// <summary>What can be seen now and could not be then.</summary>
    public static async Task<Appearance> SinceAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        var reply = await target.CallAsync("appeared", new { }, cancellationToken);
        return new Appearance(reply.Count, reply.Values, reply.Message);
    }

    /// <summary>In words, e.g. <c>2 new lines: "Profile", "Log out"</c>.</summary>
    public string Words => Count == 0
        ? ""
        : $"{Count} new {(Count == 1 ? "line" : "lines")}: {string.Join(", ", Samples.Select(sample => $"\"{sample}\""))}{(Count > Samples.Count ? " …" : "")}";
}
