using System.Text.Json;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Scripting;

namespace Skyvern.Server.Browser.Actions;

/// <summary>A file input, however it was come by.</summary>
internal abstract class FileField
{
    /// <summary>What it takes and holds.</summary>
    public abstract Task<FileFieldState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Gives it the file; an input for several keeps those it holds.</summary>
    public abstract Task SetAsync(string path, CancellationToken cancellationToken);
}

/// <summary>What a file input takes and holds.</summary>
internal sealed record FileFieldState
{
    /// <summary>Whether the page has taken the input away.</summary>
    public bool Gone { get; init; }

    /// <summary>Its accept attribute.</summary>
    public string Accept { get; init; } = "";

    /// <summary>Whether it takes several files.</summary>
    public bool Multiple { get; init; }

    /// <summary>Names of the files it holds.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Why the page refuses what it holds; empty when it does not.</summary>
    public string Complaint { get; init; } = "";
}

/// <summary>An input of the document, shown or hidden.</summary>
internal sealed class DocumentFileField(ElementTarget input) : FileField
{
    /// <inheritdoc />
    public override Task<FileFieldState> ReadAsync(CancellationToken cancellationToken) =>
        Scripts.CallAsync<FileFieldState>(input.Frame, "fileState", new { @ref = input.Number }, ActionCall.Deadline, cancellationToken);

    /// <inheritdoc />
    public override async Task SetAsync(string path, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        var state = await ReadAsync(cancellationToken);
        for (var i = 0; state.Multiple && i < state.Names.Count; i++)
        {
            if (state.Names[i] != Path.GetFileName(path) && await PathAsync(i, cancellationToken) is { } held)
            {
                files.Add(held);
            }
        }

        var element = await Scripts.ElementAsync(input.Frame, input.Number, ActionCall.Deadline, cancellationToken) ?? throw new FrameGoneException("The file input is gone.");
        await SendAsync("DOM.setFileInputFiles", new() { ["objectId"] = element, ["files"] = files.Append(path).ToArray() }, cancellationToken);
    }

    private PageScripts Scripts => PageScripts.Of(input.Page);

    private async Task<string?> PathAsync(int index, CancellationToken cancellationToken)
    {
        var file = await Scripts.FileAsync(input.Frame, input.Number, index, ActionCall.Deadline, cancellationToken);
        return file is null ? null : (await SendAsync("DOM.getFileInfo", new() { ["objectId"] = file }, cancellationToken)).GetProperty("path").GetString();
    }

    private async Task<JsonElement> SendAsync(string method, Dictionary<string, object> parameters, CancellationToken cancellationToken) =>
        (await input.Page.CallAsync(_ => input.Frame.Session.SendAsync(method, parameters), ActionCall.Deadline, cancellationToken)) ?? default;
}

/// <summary>An input that asked for a file by a chooser; it need not be in the document.</summary>
internal sealed class ChooserFileField(IFileChooser chooser) : FileField
{
    private const string State =
        "input => ({ accept: input.accept, multiple: input.multiple, names: [...input.files].map(file => file.name), complaint: input.validity.customError ? input.validationMessage : '' })";

    /// <inheritdoc />
    public override async Task<FileFieldState> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = await chooser.Element.EvaluateAsync<JsonElement>(State).WaitAsync(ActionCall.Deadline, cancellationToken);
            return JsonSerializer.Deserialize<FileFieldState>(state, JsonSerializerOptions.Web)!;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return new FileFieldState { Gone = true };
        }
    }

    /// <inheritdoc />
    public override Task SetAsync(string path, CancellationToken cancellationToken) => chooser.SetFilesAsync(path).WaitAsync(ActionCall.Deadline, cancellationToken);
}
