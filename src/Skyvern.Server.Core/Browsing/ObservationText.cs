using System.Text;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Writes an observation as the text a model reads.</summary>
public static class ObservationText
{
    /// <summary>The observation with its page lines between PAGE and END, both marked by a nonce no page can know.</summary>
    public static string Render(Observation observation, string nonce)
    {
        var text = new StringBuilder();
        var current = observation.Tabs.FirstOrDefault(tab => tab.Current);
        text.Append("URL ").Append(observation.Url).Append("   TITLE ").Append(observation.Title);
        if (current is not null && observation.Tabs.Count > 1)
        {
            var others = observation.Tabs.Where(tab => !tab.Current).Select(tab => $"{tab.Id} \"{tab.Title}\" {tab.Url}");
            text.Append("   TAB ").Append(current.Id).Append(" of ").Append(observation.Tabs.Count)
                .Append(" (").AppendJoin(", ", others).Append(')');
        }

        text.Append('\n');
        if (observation.Notes.Count > 0)
        {
            text.Append("NOTE ").AppendJoin(" | ", observation.Notes).Append('\n');
        }

        if (observation.View.Length > 0)
        {
            text.Append("VIEW ").Append(observation.View).Append('\n');
        }

        text.Append("PAGE").Append(nonce).Append('\n');
        foreach (var line in observation.Lines)
        {
            text.Append(line).Append('\n');
        }

        return text.Append("END").Append(nonce).ToString();
    }
}
