using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Core.Verification;

/// <summary>Takes pushed codes and lists them. What is stored of them is encrypted.</summary>
public sealed partial class TotpCodeService(
    ITotpCodeStore store, IRunStore runs, IWorkflowStore workflows, ISecretProtector protector, CodeFinder finder, TimeProvider time, ILogger<TotpCodeService> logger)
{
    /// <summary>Longest message that is searched for a code.</summary>
    public const int LongestContent = 65_536;

    /// <summary>How long codes are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Stores a pushed code, or says why not.</summary>
    /// <exception cref="CodeReaderException">The message needs a reader that cannot be asked now.</exception>
    public async Task<PushResult> PushAsync(NewTotpCode pushed, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(pushed, cancellationToken) is { } refusal)
        {
            return new PushResult(null, refusal);
        }

        var content = pushed.Content.Trim();
        var found = await finder.FindAsync(content, cancellationToken);
        var now = time.GetUtcNow();
        var code = new TotpCode
        {
            Id = RunIds.TotpCode(now),
            OrganizationId = pushed.OrganizationId,
            TotpIdentifier = TotpIdentifier.Normalize(pushed.TotpIdentifier),
            TaskId = pushed.TaskId,
            WorkflowId = pushed.WorkflowId,
            WorkflowRunId = pushed.WorkflowRunId,
            Source = pushed.Source,
            ProtectedContent = protector.Protect(content),
            ProtectedCode = found is null ? null : protector.Protect(found.Value),
            Type = found?.Type,
            ExpiredAt = pushed.ExpiredAt,
            CreatedAt = now,
            ModifiedAt = now,
        };
        await store.AddAsync(code, cancellationToken);
        LogPushed(code.Id, found is not null);
        return new PushResult(new PushedCode(code, content, found?.Value ?? ""));
    }

    /// <summary>Codes of an organization, newest first.</summary>
    public async Task<IReadOnlyList<PushedCode>> ListAsync(TotpCodeFilter filter, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(filter, cancellationToken)).Select(code => new PushedCode(
            code,
            protector.TryUnprotect(code.ProtectedContent) ?? "",
            code.ProtectedCode is { } secret ? protector.TryUnprotect(secret) ?? "" : ""))];

    private async Task<string?> RefuseAsync(NewTotpCode pushed, CancellationToken cancellationToken) =>
        pushed.Content.Length > LongestContent ? $"content is longer than {LongestContent} characters."
        : pushed.TaskId is { } task && await runs.FindAsync(pushed.OrganizationId, task, cancellationToken) is null ? $"Unknown task_id {task}"
        : pushed.WorkflowId is { } workflow && await workflows.FindAsync(pushed.OrganizationId, workflow, version: null, cancellationToken) is null
            ? $"Unknown workflow_id {workflow}"
        : pushed.WorkflowRunId is { } workflowRun && await runs.FindAsync(pushed.OrganizationId, workflowRun, cancellationToken) is not { IsWorkflow: true }
            ? $"Unknown workflow_run_id {workflowRun}"
        : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "One-time code {CodeId} was pushed; code found: {Found}.")]
    private partial void LogPushed(string codeId, bool found);
}
