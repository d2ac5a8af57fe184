using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>
/// Sets any mix of controls to desired values. Native controls of a frame are set in one call and read back there; what takes only real
/// keys or has options of its own is done by keyboard and mouse in between. Stops at the first that does not take.
/// </summary>
internal sealed class FillPerformer : ActionPerformer<FillAction>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, FillAction action, CancellationToken cancellationToken)
    {
        ElementReply? first = null;
        var fields = action.Fields;
        for (var next = 0; next < fields.Count;)
        {
            if (await ElementTarget.FindAsync(page, fields[next].Ref, cancellationToken) is not { } target)
            {
                return Stopped(fields, next, ElementTarget.NotFound(fields[next].Ref));
            }

            var batch = Batch(target, fields, next);
            var reply = await FillAsync(target, batch, cancellationToken);
            first ??= reply;
            next += reply.Done;
            if (reply.IsOk)
            {
                continue;
            }

            var problem = reply;
            if (reply.Need is not null)
            {
                problem = await FieldsByHand.SetAsync(target.Other(batch[reply.Done].Number), reply, fields[next].Value, cancellationToken);
            }

            if (!problem.IsOk)
            {
                return Stopped(fields, next, (problem with { Target = problem.Target ?? reply.Target, XPath = problem.XPath ?? reply.XPath }).ToResult());
            }

            next++;
        }

        var count = fields.Count == 1 ? "" : $"{fields.Count} fields set.";
        return new ActionResult(ActionCode.Ok, count) { Target = first?.Target, XPath = first?.XPath };
    }

    /// <summary>The fields from here on that are in the same frame.</summary>
    private static List<(int Number, string Value)> Batch(ElementTarget target, IReadOnlyList<FieldValue> fields, int next)
    {
        var batch = new List<(int, string)> { (target.Number, fields[next].Value) };
        foreach (var field in fields.Skip(next + 1))
        {
            var prefix = $"{target.Frame.Key}e";
            if (!field.Ref.StartsWith(prefix, StringComparison.Ordinal) || !int.TryParse(field.Ref[prefix.Length..], out var number))
            {
                break;
            }

            batch.Add((number, field.Value));
        }

        return batch;
    }

    private static Task<ElementReply> FillAsync(ElementTarget target, List<(int Number, string Value)> batch, CancellationToken cancellationToken) =>
        PageScripts.Of(target.Page).CallAsync<ElementReply>(
            target.Frame,
            "fill",
            new { fields = batch.Select(field => new { @ref = field.Number, value = field.Value }) },
            Deadline,
            cancellationToken);

    private static ActionResult Stopped(IReadOnlyList<FieldValue> fields, int index, ActionResult problem)
    {
        var before = fields.Count == 1 ? "" : $" Field {index + 1} of {fields.Count}; {(index == 0 ? "none was set" : $"the {index} before it are set")}.";
        var name = problem.Target is { } target ? $"{fields[index].Ref} {target}: " : "";
        return problem with { Message = $"{name}{problem.Message}{before}", FieldsSet = index };
    }
}
