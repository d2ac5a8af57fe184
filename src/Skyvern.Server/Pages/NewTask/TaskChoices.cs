namespace Skyvern.Server.Pages.NewTask;

/// <summary>What an organization has that a task may use.</summary>
public sealed record TaskChoices
{
    /// <summary>Open browser sessions.</summary>
    public IReadOnlyList<FieldOption> Sessions { get; init; } = [];

    /// <summary>Stored browser profiles.</summary>
    public IReadOnlyList<FieldOption> Profiles { get; init; } = [];

    /// <summary>Models that may be asked for.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Names of stored log-ins.</summary>
    public IReadOnlyList<string> LogIns { get; init; } = [];

    /// <summary>Places that the settings have a proxy for.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];
}
