using System.Text.Json;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the bodies that make and change browser profiles.</summary>
internal static class ProfileReader
{
    private const int LongestName = 200;
    private const int LongestDescription = 2_000;

    /// <summary>A new profile; meaningless when there are faults.</summary>
    public static NewProfile ReadNew(JsonElement body, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        var asked = new NewProfile(
            Name(fields, faults, fields.RequiredText("name")) ?? "", Description(fields, faults),
            TaskFieldsReader.Given(fields.Text("browser_session_id")), TaskFieldsReader.Given(fields.Text("workflow_run_id")));
        if (asked is { SessionId: null, WorkflowRunId: null } or { SessionId: not null, WorkflowRunId: not null })
        {
            faults.Conflict("Give browser_session_id or workflow_run_id, and not both: the browser whose state is kept", body);
        }

        return asked;
    }

    /// <summary>A changed name or description; null: it stays.</summary>
    public static (string? Name, string? Description) ReadChange(JsonElement body, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        return (Name(fields, faults, fields.Text("name")), Description(fields, faults));
    }

    private static string? Name(FieldReader fields, RequestFaults faults, string? text)
    {
        var name = text?.Trim();
        if (name?.Length == 0)
        {
            faults.TooShort(fields.Find("name")!.Value, 1, fields.Loc("name"));
        }
        else if (name?.Length > LongestName)
        {
            faults.TooLong(fields.Find("name")!.Value, LongestName, fields.Loc("name"));
        }

        return name;
    }

    private static string? Description(FieldReader fields, RequestFaults faults)
    {
        var text = fields.Text("description");
        if (text?.Length > LongestDescription)
        {
            faults.TooLong(fields.Find("description")!.Value, LongestDescription, fields.Loc("description"));
        }

        return text;
    }
}

/// <summary>A profile that somebody asks for.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">For people.</param>
/// <param name="SessionId">The browser session whose state is kept.</param>
/// <param name="WorkflowRunId">The workflow run whose state is kept.</param>
internal sealed record NewProfile(string Name, string? Description, string? SessionId, string? WorkflowRunId)
{
    /// <summary>Whose state is kept.</summary>
    public string? SourceId => SessionId ?? WorkflowRunId;
}
