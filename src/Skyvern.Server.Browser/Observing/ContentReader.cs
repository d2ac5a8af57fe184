using System.Text;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Observing;

/// <summary>Reads a whole tab for extraction: the main frame and what other frames show, links numbered through.</summary>
internal static class ContentReader
{
    private static readonly TimeSpan MainDeadline = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FrameDeadline = TimeSpan.FromSeconds(2);

    /// <summary>Reads the tab; <paramref name="silent"/> is told of each inner frame that could not be read.</summary>
    public static async Task<PageContent> ReadAsync(SessionPage page, Action<Exception, string> silent, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var contents = new List<FrameContent>();
        var links = new List<string>();
        foreach (var frame in await scripts.Frames.ReadAsync(cancellationToken))
        {
            if (await ReadFrameAsync(scripts, frame, links.Count + 1, silent, cancellationToken) is { } content)
            {
                contents.Add(content);
                links.AddRange(content.Links);
            }
        }

        return Join(contents, links);
    }

    private static PageContent Join(List<FrameContent> contents, List<string> links)
    {
        var main = contents[0];
        var markdown = new StringBuilder(main.Markdown);
        foreach (var inner in contents.Skip(1).Where(content => content.Markdown.Length > 0))
        {
            markdown.Append("\n\n---\n\n").Append(inner.Markdown);
        }

        return new PageContent
        {
            Url = main.Url,
            Title = main.Title,
            Markdown = markdown.ToString(),
            Links = links,
            Tables = [.. contents.SelectMany(content => content.Tables).Select(table => table.ToTable())],
            CardGroups = [.. contents.SelectMany(content => content.Groups).Select(group => group.ToGroup())],
            Fields = [.. contents.SelectMany(content => content.Fields).Select(field => field.ToField())],
            StructuredData = [.. contents.SelectMany(content => content.Structured)],
            Meta = main.Meta,
        };
    }

    private static async Task<FrameContent?> ReadFrameAsync(
        PageScripts scripts, PageFrame frame, int firstLink, Action<Exception, string> silent, CancellationToken cancellationToken)
    {
        try
        {
            var deadline = frame.Parent is null ? MainDeadline : FrameDeadline;
            var content = await scripts.CallAsync<FrameContent>(frame, "readContent", new { firstLink }, deadline, cancellationToken);
            return content.Shown || frame.Parent is null ? content : null;
        }
        catch (Exception e) when (frame.Parent is not null && (e is TimeoutException or FrameGoneException))
        {
            // One frame that hangs or goes away must not cost the others.
            silent(e, frame.Key);
            return null;
        }
    }
}
