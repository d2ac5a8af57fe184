using System.Text.Encodings.Web;
using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>
/// Puts secrets in place of their placeholders just before they are typed, and refuses every action that would carry one anywhere else:
/// into an address, a search, a question about the page, a file name, a field of another site or a field that is not for secrets.
/// </summary>
internal sealed class SecretGuard : IActionPreparer
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page) => Task.FromResult(action switch
    {
        _ when run.Vault.IsEmpty => new PreparedAction(action),
        FillAction fill => Fill(run, fill, page),
        TypeAction type => Problem(run, new FieldValue(type.Ref, type.Text), page) is { } problem
            ? Refuse(action, problem)
            : new PreparedAction(type with { Text = Value(run, new FieldValue(type.Ref, type.Text)) }),
        _ when FindIn(run, action) is { } secret => Refuse(action, $"{secret.Placeholder} may only be filled into the field that asks for it."),
        _ => new PreparedAction(action),
    });

    /// <summary>A secret in whatever text of the action; null when there is none.</summary>
    public static RunSecret? FindIn(RunState run, BrowserAction action) =>
        !run.Vault.IsEmpty && run.Vault.FindIn(JsonSerializer.Serialize(action, action.GetType(), Plain)) is [var first, ..] ? first : null;

    private static PreparedAction Fill(RunState run, FillAction fill, Observation page)
    {
        var problem = fill.Fields.Select(field => Problem(run, field, page)).FirstOrDefault(problem => problem is not null);
        return problem is not null
            ? Refuse(fill, problem)
            : new PreparedAction(new FillAction([.. fill.Fields.Select(field => field with { Value = Value(run, field) })]));
    }

    private static string? Problem(RunState run, FieldValue field, Observation page)
    {
        foreach (var secret in run.Vault.FindIn(field.Value))
        {
            if (page.Find(field.Ref) is not { } element)
            {
                return $"There is no {field.Ref} in the page now.";
            }

            var allowed = secret.Sites ?? run.Sites.Chosen;
            var (top, frame) = (SiteName.Of(page.Url), SecretFields.SiteOf(element, page));
            if (!allowed.Any(site => site.MayReceiveSecrets(top)) || !allowed.Any(site => site.MayReceiveSecrets(frame)))
            {
                return $"{secret.Placeholder} belongs to {Names(allowed)} and is not typed on {(frame ?? top)?.Name ?? "this page"}"
                    + $"{(frame is not null && top is not null && !frame.Holds(top) ? $" within {top.Name}" : "")}.";
            }

            if (!SecretFields.Accepts(element))
            {
                return $"{secret.Placeholder} is not typed into {ActionText.Control(field.Ref, page)}: that is no field for a secret.";
            }
        }

        return null;
    }

    private static string Value(RunState run, FieldValue field)
    {
        if (run.Vault.FindIn(field.Value).Count > 0)
        {
            run.Secrets.HideField(field.Ref);
        }

        return run.Vault.Fill(field.Value);
    }

    private static string Names(IReadOnlyList<SiteName> sites) =>
        sites.Count == 0 ? "no site, since the task names none" : string.Join(", ", sites.Select(site => site.Name + (site.IsSecure ? "" : " (http)")));

    private static PreparedAction Refuse(BrowserAction action, string problem) => new(action, new ActionResult(ActionCode.Blocked, problem));
}
