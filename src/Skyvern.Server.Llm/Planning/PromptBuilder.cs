using System.Globalization;
using System.Security.Cryptography;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm.Client;

namespace Skyvern.Server.Llm.Planning;

/// <summary>
/// Builds a run's prompts: rules, TASK, then answers and results in turn, then the page now. Only what comes after the last result
/// differs from step to step, so that a provider has the rest in its cache; earlier pages are never repeated.
/// </summary>
internal sealed class PromptBuilder
{
    // A turn that no answer led to, such as a browser started anew; empty messages are refused by some endpoints.
    private const string NothingSaid = """{"note":"","plan":null,"memory":"","goals":[],"do":[]}""";

    private readonly HistoryWindow _window = new();
    private readonly ObservationShare _share = new();
    private readonly List<string> _resultNonces = [];
    private IReadOnlyList<string> _files = [];
    private string? _task;

    /// <summary>The messages for a step.</summary>
    public List<LlmMessage> Build(PlanningContext context)
    {
        _window.Consider(context.History, context.StepNumber);
        if (_task is null)
        {
            (_task, _files) = (TaskBlock.Write(context), [.. context.Files]);
        }

        var now = Now(context);
        var messages = new List<LlmMessage> { LlmMessage.System(SystemPrompt.Step) };

        // Some models' templates refuse two messages of one role in a row: the page joins the message before it.
        var pending = _task;
        for (var turn = 0; turn < context.History.Count; turn++)
        {
            messages.Add(LlmMessage.User(pending));
            messages.Add(LlmMessage.Assistant(context.History[turn].Reply is { Length: > 0 } reply ? reply : NothingSaid));
            pending = Result(context.History, turn);
        }

        messages.Add(LlmMessage.User($"{pending}\n\n{now}") with { Picture = context.Picture });
        return messages;
    }

    /// <summary>The model could not take the last prompt: from now on the page has half the room, and old results are cut.</summary>
    public void Shrink(PlanningContext context)
    {
        _share.Halve(_share.Within(context.Observation));
        _window.Cut(context.History, context.StepNumber);
    }

    private string Now(PlanningContext context) =>
        $"OBSERVATION\n{ObservationText.Render(_share.Within(context.Observation), Nonce())}\n{PromptTail.Write(context, [.. context.Files.Except(_files)])}{Missing(context)}";

    // A model that asked to look must not take the answer to be in a picture that it does not have.
    private static string Missing(PlanningContext context) =>
        context.Picture is null && context.History is [.., var last] && last.Reply.Contains("{\"act\":\"look\"}", StringComparison.Ordinal)
            ? "\n" + PictureNote.NotTaken
            : "";

    // Results quote the page, so they are fenced like it. Their nonce is drawn once: a new one would change bytes already cached.
    private string Result(IReadOnlyList<PlanTurn> history, int turn)
    {
        while (_resultNonces.Count <= turn)
        {
            _resultNonces.Add(Nonce());
        }

        var nonce = _resultNonces[turn];
        return string.Create(CultureInfo.InvariantCulture, $"RESULT {turn + 1} PAGE{nonce}\n{_window.Shown(history, turn)}\nEND{nonce}");
    }

    private static string Nonce() => RandomNumberGenerator.GetHexString(6, lowercase: true);
}
