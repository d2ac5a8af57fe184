using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Requests;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Holds a form against the rules of the API without starting anything: the same readers, the same sentences, but each at its field.</summary>
internal sealed class TaskFormCheck(TaskAddresses addresses, NamedBrowsers browsers)
{
    /// <summary>What the form asks for, and what is wrong with it.</summary>
    public async Task<CheckedTask> CheckAsync(string organizationId, TaskForm form, CancellationToken cancellationToken)
    {
        var faults = new FormFaults();
        var body = TaskFormReader.Read(form, faults);
        var found = new RequestFaults();
        var request = RunTaskReader.Read(JsonSerializer.SerializeToElement((JsonNode)body, WireJson.Options), found);
        foreach (var fault in found.Items)
        {
            faults.Add(FieldOf(fault.Loc), fault.Msg);
        }

        FindRefusals(request, faults);
        await FindMissingAsync(organizationId, request, faults, cancellationToken);
        return new CheckedTask(body, request, faults);
    }

    /// <summary>Each address by itself: the API names the first that is refused, a form shows all.</summary>
    private void FindRefusals(TaskRequest request, FormFaults faults)
    {
        var none = new TaskRequest { Prompt = "", Engine = request.Engine };
        faults.Add("url", addresses.Check(none with { Url = request.Url }).Refusal);
        faults.Add("webhook_url", addresses.Check(none with { WebhookUrl = request.WebhookUrl }).Refusal);
        faults.Add("totp_url", addresses.Check(none with { TotpUrl = request.TotpUrl }).Refusal);
        faults.Add("browser_address", addresses.Check(none with { BrowserAddress = request.BrowserAddress, CdpConnectHeaders = request.CdpConnectHeaders }).Refusal);
        faults.Add(
            request.ProxyLocation is { ValueKind: JsonValueKind.Object } place && place.TryGetProperty("url", out _) ? TaskFields.OwnProxy : TaskFields.Place,
            addresses.Check(none with { ProxyLocation = request.ProxyLocation }).Refusal);
        faults.Add(EngineNames.IsOffered(request.Engine) ? "browser_address" : "engine", OfferedFeatures.Refuse(request));
    }

    private async Task FindMissingAsync(string organizationId, TaskRequest request, FormFaults faults, CancellationToken cancellationToken)
    {
        var session = await browsers.FindMissingAsync(organizationId, request with { BrowserProfileId = null }, cancellationToken);
        faults.Add(TaskFields.Session, session?.Value?.Detail);
        var profile = await browsers.FindMissingProfileAsync(organizationId, request.BrowserProfileId, cancellationToken);
        faults.Add("browser_profile_id", profile?.Value?.Detail);
    }

    /// <summary>A fault of the whole body has no field.</summary>
    private static string FieldOf(JsonArray place)
    {
        var names = place.Skip(1).Select(part => part?.ToString() ?? "").ToList();
        return names switch
        {
            [TaskFields.Place, "subdivision", ..] => TaskFields.Subdivision,
            [TaskFields.Place, "city", ..] => TaskFields.City,
            [TaskFields.Place, "url", ..] => TaskFields.OwnProxy,
            [var name, ..] when TaskFields.All.Any(field => field.Name == name) => name,
            _ => "",
        };
    }
}

/// <summary>A form as the API would read it.</summary>
/// <param name="Body">The body of POST /v1/run/tasks.</param>
/// <param name="Request">What is asked for; meaningless where there are faults.</param>
/// <param name="Faults">What is wrong.</param>
internal sealed record CheckedTask(JsonObject Body, TaskRequest Request, FormFaults Faults);
