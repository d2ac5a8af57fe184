using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>
/// Gives a page a file: to the file input near the element, else to the chooser that a click opens or the input that it brings, else by
/// dropping it there. Whether the page kept it is told by the input's files, the file's name on the page, and the page's own words.
/// </summary>
internal sealed class UploadPerformer(TimeProvider time) : ActionPerformer<UploadAction>
{
    private static readonly TimeSpan ChooserWithin = TimeSpan.FromSeconds(3);

    private sealed record TextReply(bool Found);

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, UploadAction action, CancellationToken cancellationToken)
    {
        if (action.Path is not { } path || !File.Exists(path))
        {
            return new ActionResult(ActionCode.Failed, $"The run has no file \"{action.File}\".");
        }

        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        var near = await target.CallAsync("findFileInput", new { @ref = target.Number, anywhere = false }, cancellationToken);
        if (!near.IsOk)
        {
            return near.ToResult();
        }

        await Appearance.RememberAsync(target, cancellationToken);
        var field = near.Option > 0 ? new DocumentFileField(target.Other(near.Option)) : await FieldByClickAsync(target, cancellationToken);
        if (field is not null && await RefusalAsync(field, action.File, cancellationToken) is { } refusal)
        {
            return (near with { Code = "invalid_value" }).ToResult(refusal);
        }

        var given = near;
        if (field is not null)
        {
            await field.SetAsync(path, cancellationToken);
        }
        else
        {
            given = await FileDrop.OntoAsync(target, path, cancellationToken);
        }

        if (!given.IsOk)
        {
            return given.ToResult();
        }

        await Settle.WaitAsync(page, SettleKind.Action, cancellationToken);
        var (code, message) = await JudgeAsync(target, field, Path.GetFileName(path), cancellationToken);
        return (near with { Code = code }).ToResult(message);
    }

    /// <summary>Clicks, as a person would, and takes the chooser that opens or the input that shows up; null when neither comes.</summary>
    private async Task<FileField?> FieldByClickAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        var chooser = await target.Page.Choosers.OpenedByAsync(
            () => Pointer.ClickAsync(target, ClickMode.Left, cancellationToken), ChooserWithin, time, cancellationToken);
        if (chooser is not null)
        {
            return new ChooserFileField(chooser);
        }

        var brought = await target.CallAsync("findFileInput", new { @ref = target.Number, anywhere = true }, cancellationToken);
        return brought is { IsOk: true, Option: > 0 } ? new DocumentFileField(target.Other(brought.Option)) : null;
    }

    private static async Task<string?> RefusalAsync(FileField field, string name, CancellationToken cancellationToken)
    {
        var state = await field.ReadAsync(cancellationToken);
        return FileAcceptance.Allows(state.Accept, name) ? null : $"The field takes {PlainLine.Of(state.Accept, 100)}, not \"{name}\".";
    }

    private static async Task<(string Code, string Message)> JudgeAsync(
        ElementTarget target, FileField? field, string name, CancellationToken cancellationToken)
    {
        var state = field is null ? new FileFieldState { Gone = true } : await field.ReadAsync(cancellationToken);
        var news = await Appearance.SinceAsync(target, cancellationToken);
        var named = (await PageScripts.Of(target.Page).CallAsync<TextReply>(target.Frame, "appearedWith", new { text = name }, ActionCall.Deadline, cancellationToken)).Found;
        var holds = state.Names.Contains(name, StringComparer.Ordinal);
        var dialogs = target.Page.Signals.Collect().Dialogs;
        return (state.Complaint, news.Complaint) switch
        {
            ({ Length: > 0 } complaint, _) => ("invalid_value", $"The page says: {PlainLine.Of(complaint)}"),
            (_, { Length: > 0 } complaint) => ("invalid_value", $"The page says: {complaint}"),
            _ when holds => ("ok", Held(state.Names)),
            _ when dialogs.Count > 0 => ("invalid_value", "The page did not keep the file."),
            _ when named || news.Count > 0 => ("ok", $"The page took the file; {news.Words}."),
            _ when field is null => ("failed", "There is no file input near it, a click opened no file chooser, and dropping the file there changed nothing."),
            _ => ("not_committed", "The page did not keep the file: its input is empty, and nothing on the page names it."),
        };
    }

    private static string Held(IReadOnlyList<string> names) => $"{names.Count} {(names.Count == 1 ? "file" : "files")}: {string.Join(", ", names.Select(name => PlainLine.Of(name, 80)))}.";
}
