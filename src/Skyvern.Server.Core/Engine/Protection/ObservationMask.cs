using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>Pages as planners and records may see them: the engine itself goes by what is really there.</summary>
internal static partial class ObservationMask
{
    /// <summary>The observation without secrets.</summary>
    public static Observation Apply(this SecretMask mask, Observation page) => mask.IsEmpty ? page : page with
    {
        Url = mask.Apply(page.Url),
        Title = mask.Apply(page.Title),
        Tabs = [.. page.Tabs.Select(tab => tab with { Title = mask.Apply(tab.Title), Url = mask.Apply(tab.Url) })],
        Notes = [.. page.Notes.Select(mask.Apply)],
        Lines = [.. page.Lines.Select(mask.Line)],
        Elements = [.. page.Elements.Select(mask.Apply)],
        Alerts = [.. page.Alerts.Select(mask.Apply)],
    };

    /// <summary>A line, of a page or of what changed in it.</summary>
    public static string Line(this SecretMask mask, string line) =>
        mask.Apply(mask.Fields.Count > 0 && Reference().Match(line) is { Success: true } match && mask.Fields.Contains(match.Value)
            ? Value().Replace(line, $"value=\"{SecretMask.Mask}\"")
            : line);

    /// <summary>A page's content without secrets.</summary>
    public static PageContent Apply(this SecretMask mask, PageContent content) => mask.IsEmpty ? content : content with
    {
        Url = mask.Apply(content.Url),
        Title = mask.Apply(content.Title),
        Markdown = mask.Apply(content.Markdown),
        Links = [.. content.Links.Select(mask.Apply)],
    };

    private static PageElement Apply(this SecretMask mask, PageElement element) => element with
    {
        Name = mask.Apply(element.Name),
        Value = element.Value is null ? null : mask.Fields.Contains(element.Ref) ? SecretMask.Mask : mask.Apply(element.Value),
        Options = [.. element.Options.Select(mask.Apply)],
        Placeholder = mask.Apply(element.Placeholder),
        Group = mask.Apply(element.Group),
        Context = mask.Apply(element.Context),
        Href = element.Href is { } address ? mask.Apply(address) : null,
    };

    [GeneratedRegex(@"(?<=^[*+~-]?\s*)(?:f\d+)?e\d+(?=\s)")]
    private static partial Regex Reference();

    [GeneratedRegex("""value="[^"]*(?:"|$)""")]
    private static partial Regex Value();
}
