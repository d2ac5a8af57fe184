using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the definition of a workflow: leniently, and with all faults at once.</summary>
internal static class WorkflowReader
{
    private const int LongestTitle = 500;
    private const int MostEntries = 100;

    /// <summary>The workflow; null when there are faults.</summary>
    /// <param name="definition">An object: {title, workflow_definition: {parameters, blocks}, …}.</param>
    /// <param name="faults">Where faults are noted.</param>
    /// <param name="time">The clock, for the ids of what is in it.</param>
    /// <param name="place">Where the definition stands in the request.</param>
    public static WorkflowDraft? Read(JsonElement definition, RequestFaults faults, TimeProvider time, params IReadOnlyList<object> place)
    {
        var now = time.GetUtcNow();
        var fields = new FieldReader(definition, faults, place);
        var title = fields.RequiredText("title");
        if (title is not null && (title.Trim().Length is 0 or > LongestTitle))
        {
            faults.Add("value_error", $"Must have 1 to {LongestTitle} characters", null, fields.Loc("title"));
        }

        var parts = Parts(definition, fields, faults, place);
        var draft = new WorkflowDraft(title?.Trim() ?? "", new WorkflowDefinition
        {
            Parameters = [.. Entries("parameters").Select(parameter => Parameter(parameter, faults, now)).OfType<WorkflowParameter>()],
            Blocks = [.. Entries("blocks").Select(block => BlockReader.Read(block, faults, now)).OfType<WorkflowBlock>()],
            ProxyLocation = fields.Find("proxy_location") is null ? null : ProxyLocationReader.Read(fields, faults),
            WebhookUrl = fields.Text("webhook_callback_url"),
            TotpUrl = fields.Text("totp_verification_url"),
            TotpIdentifier = fields.Text("totp_identifier"),
            MaxScreenshotScrolls = fields.Integer("max_screenshot_scrolls"),
            ExtraHttpHeaders = fields.Map("extra_http_headers"),
            Model = fields.Object("model"),
        })
        {
            Description = fields.Text("description"),
            Status = fields.Word("status", WorkflowStatuses.All) ?? WorkflowStatuses.Published,
            IsSavedTask = fields.Flag("is_saved_task") ?? false,
        };
        return Checked(draft, parts, faults);

        IReadOnlyList<FieldReader> Entries(string name)
        {
            var entries = parts?.Objects(name) ?? [];
            if (entries.Count > MostEntries)
            {
                faults.TooMany(parts!.Find(name)!.Value, MostEntries, parts.Loc(name));
                return [];
            }

            return entries;
        }
    }

    private static FieldReader? Parts(JsonElement definition, FieldReader fields, RequestFaults faults, IReadOnlyList<object> place)
    {
        if (fields.Object("workflow_definition") is not { } parts)
        {
            if (fields.Find("workflow_definition") is null)
            {
                faults.Missing(definition, fields.Loc("workflow_definition"));
            }

            return null;
        }

        var reader = new FieldReader(parts, faults, [.. place, "workflow_definition"]);
        if (reader.Find("blocks") is not { } blocks)
        {
            faults.Missing(parts, reader.Loc("blocks"));
        }
        else if (blocks is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0)
        {
            faults.Add("too_short", "A workflow needs one block or more", blocks, reader.Loc("blocks"));
        }

        return reader;
    }

    private static WorkflowDraft? Checked(WorkflowDraft draft, FieldReader? parts, RequestFaults faults)
    {
        if (faults.Any || parts is null)
        {
            return null;
        }

        foreach (var problem in WorkflowCheck.Problems(draft.Definition))
        {
            faults.Add("value_error", problem.Message, null, [.. parts.Loc(problem.List), problem.Index, problem.Field]);
        }

        return faults.Any ? null : draft;
    }

    // In answers, parameters of blocks stand among the others: a definition that was read can be sent again.
    private static WorkflowParameter? Parameter(FieldReader fields, RequestFaults faults, DateTimeOffset now)
    {
        var kind = fields.RequiredText("parameter_type");
        if (kind == "output")
        {
            return null;
        }

        if (kind is not (null or "workflow"))
        {
            faults.Add("enum", "This server knows parameters of the type workflow alone", null, fields.Loc("parameter_type"));
        }

        var key = fields.RequiredText("key");
        var type = fields.Word("workflow_parameter_type", ParameterTypes.All) ?? "string";
        var usual = fields.Find("default_value");
        return new WorkflowParameter(RunIds.WorkflowParameter(now), key ?? "", type)
        {
            DefaultValue = usual is { } value ? ParameterValue.Read(type, value, faults, fields.Loc("default_value")) : null,
            Description = fields.Text("description"),
        };
    }
}
