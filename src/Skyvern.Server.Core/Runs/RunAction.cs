namespace Skyvern.Server.Core.Runs;

/// <summary>One action of a step, as recorded.</summary>
public sealed class RunAction
{
    /// <summary>The action's id, <c>act_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The run it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>The step it belongs to.</summary>
    public required string StepId { get; init; }

    /// <summary>The tenant it belongs to.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Order of the step.</summary>
    public required int StepOrder { get; init; }

    /// <summary>Position in the step, from 0.</summary>
    public required int Order { get; init; }

    /// <summary>The wire's action type, e.g. <c>input_text</c>.</summary>
    public required string ActionType { get; init; }

    /// <summary>The engine's own word for it, e.g. <c>fill</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Where it stands.</summary>
    public ActionStatus Status { get; set; }

    /// <summary>What it does, for people; no secret values.</summary>
    public string? Description { get; set; }

    /// <summary>Why, in the planner's words.</summary>
    public string? Reasoning { get; set; }

    /// <summary>Ref of the element it acts on.</summary>
    public string? ElementId { get; set; }

    /// <summary>XPath of the element, where known.</summary>
    public string? XPath { get; set; }

    /// <summary>Typed text or address; masked where secret.</summary>
    public string? Text { get; set; }

    /// <summary>The chosen option's label.</summary>
    public string? Option { get; set; }

    /// <summary>The result code, e.g. <c>ok</c> or <c>not_found</c>.</summary>
    public string? ResultCode { get; set; }

    /// <summary>The result in words.</summary>
    public string? ResultMessage { get; set; }

    /// <summary>Data the action returned, as JSON text (extract).</summary>
    public string? OutputJson { get; set; }

    /// <summary>Names of files the action made the browser download.</summary>
    public IReadOnlyList<string> DownloadedFiles { get; set; } = [];

    /// <summary>The screenshot taken after it.</summary>
    public string? ScreenshotArtifactId { get; set; }

    /// <summary>Start.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>End.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When the plan named it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedAt { get; set; }
}
