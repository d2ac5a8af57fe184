namespace Skyvern.Server.Core.Verification;

/// <summary>Keeps pushed codes.</summary>
public interface ITotpCodeStore
{
    /// <summary>Stores a code.</summary>
    Task AddAsync(TotpCode code, CancellationToken cancellationToken);

    /// <summary>Codes as the filter says, newest first.</summary>
    Task<IReadOnlyList<TotpCode>> ListAsync(TotpCodeFilter filter, CancellationToken cancellationToken);

    /// <summary>Removes codes pushed before a moment; how many.</summary>
    Task<int> RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);
}

/// <summary>Which codes a list shows.</summary>
public sealed record TotpCodeFilter
{
    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>In the form in which it is compared; null: any.</summary>
    public string? TotpIdentifier { get; init; }

    /// <summary>Of this workflow run; null: any.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Of this kind; null: any, and those without a code.</summary>
    public OtpType? Type { get; init; }

    /// <summary>Only codes that a run may use now; null: all.</summary>
    public TotpCodeUse? UsableBy { get; init; }

    /// <summary>Most rows.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>Who wants to use a code, and when.</summary>
/// <param name="RunId">The run.</param>
/// <param name="PushedAfter">Older ones do not count.</param>
/// <param name="Now">Expired ones do not count.</param>
public sealed record TotpCodeUse(string RunId, DateTimeOffset PushedAfter, DateTimeOffset Now)
{
    /// <summary>The workflow run whose block the run is; null: none.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>The workflow; null: none.</summary>
    public string? WorkflowPermanentId { get; init; }
}
