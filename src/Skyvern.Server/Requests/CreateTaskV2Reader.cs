using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the body that starts a run of the second engine in its old words.</summary>
internal static class CreateTaskV2Reader
{
    /// <summary>The request as written, with defaults filled in; meaningless when there are faults.</summary>
    public static TaskRequest Read(JsonElement body, IHeaderDictionary headers, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        var (steps, iterations) = (HeaderIntegers.Read(headers, HeaderIntegers.MaxSteps, faults), HeaderIntegers.Read(headers, HeaderIntegers.MaxIterations, faults));
        return TaskFieldsReader.Read(fields, fields.RequiredText("user_prompt") ?? "", EngineNames.Default) with
        {
            ProxyLocation = fields.Has("proxy_location") ? ProxyLocationReader.Read(fields, faults) : null,
            DataExtractionSchema = TaskFieldsReader.Schema(fields, faults, "extracted_information_schema"),

            // A step of this server is one look at the page, one plan and its actions, which is what an iteration is too: the lower limit holds.
            MaxSteps = (steps, iterations) is ({ } most, { } rounds) && most > 0 && rounds > 0 ? Math.Min(most, rounds) : steps is > 0 ? steps : iterations,
            WebhookUrl = TaskFieldsReader.Given(fields.Text("webhook_callback_url")),
            TotpUrl = TaskFieldsReader.Given(fields.Text("totp_verification_url")),
            PublishWorkflow = fields.Flag("publish_workflow") ?? false,
            RunWith = TaskFieldsReader.RunWith(fields),
        };
    }
}
