using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Skyvern.Server.Settings;

namespace Skyvern.Server.ServerTests.Settings;

/// <summary>Writes docs/configuration.md out of the options' own descriptions, so that it cannot say anything else than they do.</summary>
internal static class SettingsDocument
{
    private static readonly Lazy<Dictionary<string, XElement>> Descriptions = new(ReadDescriptions);

    /// <summary>The whole document.</summary>
    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Settings

            Every setting of the server, written out of the program's own descriptions. A setting is given in `appsettings.json`
            (`"Section": { "Name": … }`), as environment variable (`Section__Name`; a blank one means the default), as a file `Section__Name` in
            `/run/secrets` or in the folder of systemd's `LoadCredential`, or as argument (`--Section:Name=value`); the later of these counts.
            Entries of lists are `Section__Name__0` and so on. A value out of its range stops the server with a sentence.
            `config show` prints what is in use and where it comes from; `doctor` tries it out.

            """);
        foreach (var (section, type) in SettingTypes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section}\n\n{Text(type, "summary")}\n\n| setting | default | allowed | meaning |\n|---|---|---|---|\n");
            var defaults = Activator.CreateInstance(type)!;
            foreach (var property in SettingTypes.Of(type))
            {
                text.Append(Row($"{section}__{property.Name}", property, defaults));
                if (SettingTypes.EntryOf(property.PropertyType) is { } entry)
                {
                    var values = Activator.CreateInstance(entry)!;
                    foreach (var part in SettingTypes.Of(entry))
                    {
                        text.Append(Row($"{section}__{property.Name}__<name>__{part.Name}", part, values));
                    }
                }
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Row(string name, PropertyInfo property, object defaults)
    {
        var value = Text(property, "value");
        var meaning = Text(property, "summary") + (value.Length == 0 || value.StartsWith("The default is", StringComparison.Ordinal) ? "" : " " + value);
        return $"| `{name}` | {Default(property.GetValue(defaults))} | {SettingTypes.Allowed(property)} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n";
    }

    private static string Default(object? value) => value switch
    {
        null or "" or System.Collections.ICollection { Count: 0 } => "",
        bool flag => flag ? "`true`" : "`false`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        string text => $"`{text}`",
        System.Collections.IEnumerable => "",
        _ => $"`{value}`",
    };

    private static string Text(MemberInfo member, string part)
    {
        var name = member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}";
        var element = Descriptions.Value.GetValueOrDefault(name)?.Element(part);
        return element is null ? "" : string.Join(' ', Plain(element).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Plain(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1]}`",
        XElement other => Plain(other),
        _ => "",
    }));

    private static Dictionary<string, XElement> ReadDescriptions() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Skyvern.Server*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .GroupBy(member => member.Attribute("name")!.Value)
        .ToDictionary(group => group.Key, group => group.First());
}
