using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads one block of a workflow's definition.</summary>
internal static class BlockReader
{
    private const string UsualEngine = "skyvern-1.0";
    private const int MostRetries = 10;
    private const int LongestWait = 1800;

    /// <summary>The block; null when its type is none that this server runs.</summary>
    public static WorkflowBlock? Read(FieldReader fields, RequestFaults faults, DateTimeOffset now)
    {
        var type = fields.RequiredText("block_type");
        if (type is not null && !BlockTypes.All.Contains(type))
        {
            faults.Add(
                "enum", $"This server does not run blocks of the type {type}. It runs: {string.Join(", ", BlockTypes.All)}", fields.Find("block_type"), fields.Loc("block_type"));
            return null;
        }

        var block = new WorkflowBlock
        {
            Type = type ?? "",
            Label = fields.RequiredText("label") ?? "",
            OutputParameterId = RunIds.OutputParameter(now),
            NextLabel = Given(fields.Text("next_block_label")),
            ContinueOnFailure = fields.Flag("continue_on_failure") ?? false,
            Url = Given(fields.Text("url")),
            Title = Given(fields.Text("title")),
            Engine = Engine(fields, faults),
            NavigationGoal = Given(fields.Text("navigation_goal")),
            DataExtractionGoal = Given(fields.Text("data_extraction_goal")),
            DataSchema = fields.Find("data_schema"),
            ErrorCodeMapping = fields.Map("error_code_mapping"),
            MaxRetries = Limited(fields, faults, "max_retries", 0, MostRetries),
            MaxSteps = fields.IntegerFrom("max_steps_per_run", 0),
            ParameterKeys = Keys(fields),
            CompleteOnDownload = fields.Flag("complete_on_download") ?? (type == BlockTypes.FileDownload),
            TotpUrl = Given(fields.Text("totp_verification_url")),
            TotpIdentifier = Given(fields.Text("totp_identifier")),
            CompleteCriterion = Given(fields.Text("complete_criterion")),
            TerminateCriterion = Given(fields.Text("terminate_criterion")),
            Model = fields.Object("model"),
            WaitSeconds = Limited(fields, faults, "wait_sec", 0, LongestWait),
        };
        Require(block, fields, faults);
        return block;
    }

    /// <summary>What a block of its type cannot do without.</summary>
    private static void Require(WorkflowBlock block, FieldReader fields, RequestFaults faults)
    {
        var missing = block.Type switch
        {
            BlockTypes.Task when (block.NavigationGoal ?? block.DataExtractionGoal ?? block.CompleteCriterion) is null => "navigation_goal",
            BlockTypes.Navigation or BlockTypes.Action or BlockTypes.FileDownload when block.NavigationGoal is null => "navigation_goal",
            BlockTypes.Extraction when block.DataExtractionGoal is null => "data_extraction_goal",
            BlockTypes.Validation when (block.CompleteCriterion ?? block.TerminateCriterion) is null => "complete_criterion",
            BlockTypes.GoToUrl when block.Url is null => "url",
            BlockTypes.Wait when block.WaitSeconds is null => "wait_sec",
            _ => null,
        };
        if (missing is not null)
        {
            faults.Add("missing", $"A block of the type {block.Type} needs it", null, fields.Loc(missing));
        }
    }

    private static string Engine(FieldReader fields, RequestFaults faults)
    {
        var engine = fields.Word("engine", EngineNames.All) ?? UsualEngine;
        if (!EngineNames.IsOffered(engine))
        {
            faults.Add("value_error", $"The engine {engine} is not offered by this server. Use skyvern-1.0 or skyvern-2.0", null, fields.Loc("engine"));
        }

        return engine;
    }

    // Answers have the parameters themselves in place of their keys: a definition that was read can be sent again.
    private static IReadOnlyList<string> Keys(FieldReader fields) => fields.Find("parameter_keys") is null
        ? [.. fields.Objects("parameters").Select(parameter => parameter.RequiredText("key")).OfType<string>()]
        : fields.RequiredTexts("parameter_keys");

    private static int? Limited(FieldReader fields, RequestFaults faults, string name, int least, int most)
    {
        var number = fields.IntegerFrom(name, least);
        if (number > most)
        {
            faults.TooLarge(fields.Find(name)!.Value, most, fields.Loc(name));
        }

        return number;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
