using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Has a claim of success checked by a model, where code alone cannot tell.</summary>
public interface IClaimVerifier
{
    /// <summary>The verdict; null when there is no model to ask or its answer could not be used: then the claim stays as code judged it.</summary>
    Task<ClaimVerdict?> VerifyAsync(ClaimQuestion question, CancellationToken cancellationToken);
}

/// <summary>A claim of success to be checked.</summary>
/// <param name="Run">The run.</param>
/// <param name="Goal">The goal, secrets replaced by their placeholders.</param>
/// <param name="Reason">What the planner says.</param>
/// <param name="OutputJson">The output it claims, as JSON text; null: none.</param>
/// <param name="Doubts">What code could not confirm, in words.</param>
/// <param name="History">Earlier steps, oldest first; a verifier takes what pages showed in the last six, or where the run asks for it all that was done.</param>
/// <param name="Page">The page now.</param>
public sealed record ClaimQuestion(
    TaskRun Run, string Goal, string Reason, string? OutputJson, IReadOnlyList<string> Doubts, IReadOnlyList<PlanTurn> History, Observation Page);

/// <summary>What a model says of a claim.</summary>
/// <param name="Answer">yes, no or impossible.</param>
/// <param name="Reason">Why, quoting the page where it can.</param>
public sealed record ClaimVerdict(ClaimAnswer Answer, string Reason)
{
    /// <summary>Tokens spent.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Prompt and reply.</summary>
    public PlannerExchange? Exchange { get; init; }
}

/// <summary>Whether a goal is reached.</summary>
public enum ClaimAnswer
{
    /// <summary>It is.</summary>
    Yes,

    /// <summary>Not yet.</summary>
    No,

    /// <summary>The site makes it impossible.</summary>
    Impossible,
}
