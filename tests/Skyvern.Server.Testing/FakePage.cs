using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Testing;

/// <summary>Observations as a browser would make them, without one.</summary>
public static class FakePage
{
    private static readonly PageForm PostForm = new("form1", "post", HasPassword: false);

    /// <summary>A page of these lines and controls.</summary>
    public static Observation Of(string url, IReadOnlyList<string> lines, params IReadOnlyList<PageElement> elements) => new()
    {
        Url = url,
        Title = "A page",
        Lines = [.. lines, .. elements.Select(Line)],
        Elements = elements,
        Alerts = [.. lines.Where(line => line.StartsWith("ALERT ", StringComparison.Ordinal))],
        Fingerprint = string.Join('\n', [url, .. lines, .. elements.Select(element => element.Ref + element.Role + element.Name)]),
        FullFingerprint = string.Join('\n', [url, .. lines, .. elements.Select(Line)]),
    };

    /// <summary>A page of text only.</summary>
    public static Observation Text(string url, params IReadOnlyList<string> lines) => Of(url, lines);

    /// <summary>A contact form: e1 name, e2 country, e3 newsletter, e4 password (if asked for), e9 the button that sends it.</summary>
    public static Observation Form(string url, bool withPassword = false)
    {
        var form = PostForm with { HasPassword = withPassword };
        IReadOnlyList<PageElement> fields =
        [
            new() { Ref = "e1", Role = "textbox", Name = "Name", Value = "", Type = "text", Form = form },
            new() { Ref = "e2", Role = "combobox", Name = "Country", Options = ["Germany", "France"], Type = "select", Form = form },
            new() { Ref = "e3", Role = "checkbox", Name = "Newsletter", Type = "checkbox", Form = form },
        ];
        PageElement password = new() { Ref = "e4", Role = "textbox", Name = "Password", Value = "***", Type = "password", Form = form };
        PageElement send = new() { Ref = "e9", Role = "button", Name = "Send", Type = "submit", Form = form, Submits = true };
        return Of(url, ["# Contact"], [.. fields, .. withPassword ? [password] : Array.Empty<PageElement>(), send]);
    }

    private static string Line(PageElement element) =>
        $"{element.Ref} {element.Role} \"{element.Name}\"" + (element.Value is { Length: > 0 } value ? $" [value=\"{value}\"]" : "");
}
