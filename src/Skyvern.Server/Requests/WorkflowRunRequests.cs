using System.Text.Json;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Requests;

/// <summary>Makes the request of a workflow run: the workflow's own settings where the caller gives none, and every address checked.</summary>
internal sealed class WorkflowRunRequests(TaskAddresses addresses, IAddressPolicy policy, ICredentialStore credentials)
{
    /// <summary>The request, or why it is refused.</summary>
    public async Task<(TaskRequest Request, string? Refusal)> MakeAsync(
        RunWorkflowBody body, Workflow workflow, IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var usual = workflow.Definition;
        var (request, refusal) = addresses.Check(body.Request with
        {
            Prompt = workflow.Title,
            ProxyLocation = body.Request.ProxyLocation ?? usual.ProxyLocation,
            WebhookUrl = body.Request.WebhookUrl ?? usual.WebhookUrl,
            TotpUrl = body.Request.TotpUrl ?? usual.TotpUrl,
            TotpIdentifier = body.Request.TotpIdentifier ?? usual.TotpIdentifier,
            MaxScreenshotScrolls = body.Request.MaxScreenshotScrolls ?? usual.MaxScreenshotScrolls,
            ExtraHttpHeaders = body.Request.ExtraHttpHeaders ?? usual.ExtraHttpHeaders,
            Workflow = body.Call with { WorkflowId = workflow.Id, PermanentId = workflow.PermanentId, Parameters = arguments },
        });
        return (request, refusal ?? OfferedFeatures.Refuse(request) ?? await CheckAsync(workflow, arguments, cancellationToken));
    }

    private async Task<string?> CheckAsync(Workflow workflow, IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        foreach (var parameter in workflow.Definition.Parameters)
        {
            var value = arguments[parameter.Key];
            var problem = parameter.Type switch
            {
                ParameterTypes.FileUrl => AddressProblem(value.GetString()!),
                ParameterTypes.CredentialId when await credentials.FindAsync(workflow.OrganizationId, value.GetString()!, cancellationToken) is null =>
                    "names no stored credential",
                _ => null,
            };
            if (problem is not null)
            {
                return $"The parameter {parameter.Key} {problem}.";
            }
        }

        return null;
    }

    private string? AddressProblem(string text) =>
        !WebAddress.TryNormalise(text, out var address, out var problem) ? problem
        : policy.Check(address) is { Allowed: false } decision ? $"is refused: {decision.Reason}"
        : null;
}
