namespace Skyvern.Server.Core.Diagnostics;

/// <summary>Names of what spans and measurements are told apart by; those without "skyvern" are OpenTelemetry's.</summary>
public static class Tags
{
    /// <summary>The run.</summary>
    public const string RunId = "skyvern.run.id";

    /// <summary>task_v1, task_v2 or workflow_run.</summary>
    public const string RunType = "skyvern.run.type";

    /// <summary>A wire word of the run's status.</summary>
    public const string RunStatus = "skyvern.run.status";

    /// <summary>How often the run was taken, from 1.</summary>
    public const string RunAttempt = "skyvern.run.attempt";

    /// <summary>Steps of the attempt.</summary>
    public const string RunSteps = "skyvern.run.steps";

    /// <summary>Tokens of the attempt.</summary>
    public const string RunTokens = "skyvern.run.tokens";

    /// <summary>Cost of the attempt in USD.</summary>
    public const string RunCost = "skyvern.run.cost";

    /// <summary>The engine's wire word.</summary>
    public const string Engine = "skyvern.engine";

    /// <summary>The tenant.</summary>
    public const string OrganizationId = "skyvern.organization.id";

    /// <summary>The step.</summary>
    public const string StepId = "skyvern.step.id";

    /// <summary>Position of the step in its run, from 0.</summary>
    public const string StepOrder = "skyvern.step.order";

    /// <summary>Above 0 for a repeat of a failed step.</summary>
    public const string StepRetry = "skyvern.step.retry";

    /// <summary>completed or failed.</summary>
    public const string StepStatus = "skyvern.step.status";

    /// <summary>The word of an action's result.</summary>
    public const string ActionResult = "skyvern.action.result";

    /// <summary>Which attempt of the delivery, from 1.</summary>
    public const string WebhookAttempt = "skyvern.webhook.attempt";

    /// <summary>delivered, pending or given_up.</summary>
    public const string WebhookOutcome = "skyvern.webhook.outcome";

    /// <summary>What was tried again: run, step or model.</summary>
    public const string RetryOf = "skyvern.retry.of";

    /// <summary>What went wrong, by one of a few words.</summary>
    public const string Error = "error.type";

    /// <summary>The host that was asked.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>The status of an HTTP answer.</summary>
    public const string HttpStatus = "http.response.status_code";
}
