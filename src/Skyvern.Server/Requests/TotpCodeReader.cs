using System.Globalization;
using System.Text.Json;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the body that pushes a one-time code, with all faults at once.</summary>
internal static class TotpCodeReader
{
    /// <summary>Addresses and telephone numbers are shorter; the database's index takes no key that is longer.</summary>
    private const int LongestIdentifier = 500;

    /// <summary>What is pushed; meaningless when there are faults.</summary>
    public static NewTotpCode Read(JsonElement body, string organizationId, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        return new NewTotpCode
        {
            OrganizationId = organizationId,
            TotpIdentifier = Identifier(fields, body, faults),
            Content = Filled(fields, body, "content", faults),
            TaskId = Given(fields.Text("task_id")),
            WorkflowId = Given(fields.Text("workflow_id")),
            WorkflowRunId = Given(fields.Text("workflow_run_id")),
            Source = Given(fields.Text("source")),
            ExpiredAt = Time(fields, body, "expired_at", faults),
        };
    }

    private static string Identifier(FieldReader fields, JsonElement body, RequestFaults faults)
    {
        var text = Filled(fields, body, "totp_identifier", faults);
        if (text.Length > LongestIdentifier)
        {
            faults.TooLong(body.GetProperty("totp_identifier"), LongestIdentifier, fields.Loc("totp_identifier"));
        }

        return text;
    }

    private static string Filled(FieldReader fields, JsonElement body, string name, RequestFaults faults)
    {
        var text = fields.RequiredText(name);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            faults.TooShort(body.GetProperty(name), 1, fields.Loc(name));
        }

        return text ?? "";
    }

    private static DateTimeOffset? Time(FieldReader fields, JsonElement body, string name, RequestFaults faults)
    {
        if (Given(fields.Text(name)) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        faults.NotTime(body.GetProperty(name), fields.Loc(name));
        return null;
    }

    // Forms send an empty text for what was left blank.
    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
