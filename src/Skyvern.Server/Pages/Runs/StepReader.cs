using System.Text;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Reads a step for its page: its rows, and the texts that it left.</summary>
internal sealed class StepReader(RunPageReader runs, IArtifactStore store)
{
    private const int MostBytes = 200_000;

    /// <summary>The step; null when the run has none at that place.</summary>
    public async Task<StepView?> ReadAsync(string organizationId, string runId, string place, CancellationToken cancellationToken)
    {
        if (!StepPlace.TryParse(place, out var wanted)
            || await runs.ReadAsync(organizationId, runId, RunParts.Timeline, cancellationToken) is not { } facts)
        {
            return null;
        }

        var steps = TimelineBuilder.Of(facts).AllSteps.ToList();
        var index = steps.FindIndex(step => step.Place == wanted);
        if (index < 0)
        {
            return null;
        }

        var left = facts.Artifacts.Where(artifact => artifact.StepId == steps[index].Row.Id).ToList();
        var view = new StepView(facts, steps[index])
        {
            Previous = index > 0 ? steps[index - 1].Place : null,
            Next = index < steps.Count - 1 ? steps[index + 1].Place : null,
            Page = await TextAsync(left, ArtifactTypes.Observation, "What the planner saw", cancellationToken),
            Prompt = await TextAsync(left, ArtifactTypes.Prompt, "The prompt as sent", cancellationToken),
            Reply = await TextAsync(left, ArtifactTypes.Reply, "The reply as it came", cancellationToken),
            Plan = await TextAsync(left, ArtifactTypes.ParsedReply, "The plan as understood", cancellationToken),
            Pictures = [.. left.Where(artifact => artifact.Type.StartsWith("screenshot", StringComparison.Ordinal)).Select(artifact => (artifact.Id, Words(artifact, facts)))],
        };
        var shown = new[] { view.Prompt?.ArtifactId, view.Reply?.ArtifactId };
        return view with
        {
            Others = await OthersAsync([.. left.Where(artifact => artifact.Type is ArtifactTypes.Prompt or ArtifactTypes.Reply && !shown.Contains(artifact.Id))], cancellationToken),
        };
    }

    private static string Words(Artifact picture, RunFacts facts) => picture.ActionId is { } id && facts.Actions.FirstOrDefault(action => action.Id == id) is { } action
        ? $"After: {action.Description ?? action.Act}"
        : "As the step found the page";

    private async Task<IReadOnlyList<StepText>> OthersAsync(IReadOnlyList<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var texts = new List<StepText>();
        foreach (var artifact in artifacts)
        {
            var name = artifact.Type == ArtifactTypes.Prompt ? "A further prompt" : "The reply to it";
            texts.Add(await ReadAsync(artifact, name, cancellationToken));
        }

        return texts;
    }

    // The first of a type is the plan's own: what follows checks the plan or what came of it.
    private async Task<StepText?> TextAsync(List<Artifact> left, string type, string name, CancellationToken cancellationToken) =>
        left.FirstOrDefault(artifact => artifact.Type == type) is { } artifact ? await ReadAsync(artifact, name, cancellationToken) : null;

    private async Task<StepText> ReadAsync(Artifact artifact, string name, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenReadAsync(artifact.StorageKey, cancellationToken);
        if (content is null)
        {
            return new StepText(artifact.Id, name, "The text is there no more: texts are removed after their time.", artifact.Size, IsWhole: true);
        }

        var bytes = new byte[Math.Min(artifact.Size, MostBytes)];
        var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return new StepText(artifact.Id, name, Encoding.UTF8.GetString(bytes, 0, read), artifact.Size, artifact.Size <= MostBytes);
    }
}
