using System.Diagnostics;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Observing;

/// <summary>Reads a whole tab for extraction: the main frame and what other frames show, links numbered through.</summary>
internal static class ContentReader
{
    /// <summary>How long lists that show only a part of themselves are scrolled through, in all frames together.</summary>
    public static readonly TimeSpan Harvest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan MainDeadline = TimeSpan.FromSeconds(8);

    private sealed record FrameText(string Markdown, IReadOnlyList<string> Links, bool Shown);

    /// <summary>Reads the text of the tab, inner frames after the main one; <paramref name="silent"/> is told of each that could not be read.</summary>
    public static async Task<string> ReadMarkdownAsync(SessionPage page, Action<Exception, string> silent, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var texts = new List<string>();
        var links = 0;
        foreach (var frame in await scripts.Frames.ReadAsync(cancellationToken))
        {
            if (await CallAsync<FrameText>(scripts, frame, "readMarkdown", new { firstLink = links + 1 }, TimeSpan.Zero, silent, cancellationToken) is { } text
                && (text.Shown || frame.Parent is null))
            {
                links += text.Links.Count;
                texts.Add(text.Markdown);
            }
        }

        return Join(texts);
    }

    /// <summary>Reads the tab; <paramref name="silent"/> is told of each inner frame that could not be read.</summary>
    public static async Task<PageContent> ReadAsync(SessionPage page, Action<Exception, string> silent, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var contents = new List<FrameContent>();
        var links = new List<string>();
        var started = Stopwatch.GetTimestamp();
        foreach (var frame in await scripts.Frames.ReadAsync(cancellationToken))
        {
            var left = Harvest - Stopwatch.GetElapsedTime(started);
            var request = new { firstLink = links.Count + 1, harvest = Math.Max(0, (int)left.TotalMilliseconds) };
            if (await CallAsync<FrameContent>(scripts, frame, "readContent", request, Harvest, silent, cancellationToken) is { } content
                && (content.Shown || frame.Parent is null))
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
        return new PageContent
        {
            Url = main.Url,
            Title = main.Title,
            Markdown = Join(contents.Select(content => content.Markdown)),
            Links = links,
            Tables = [.. contents.SelectMany(content => content.Tables).Select(table => table.ToTable())],
            CardGroups = [.. contents.SelectMany(content => content.Groups).Select(group => group.ToGroup())],
            Fields = [.. contents.SelectMany(content => content.Fields).Select(field => field.ToField())],
            StructuredData = [.. contents.SelectMany(content => content.Structured)],
            Meta = main.Meta,
        };
    }

    private static string Join(IEnumerable<string> texts) => string.Join("\n\n---\n\n", texts.Where((text, index) => index == 0 || text.Length > 0));

    private static async Task<T?> CallAsync<T>(
        PageScripts scripts, PageFrame frame, string function, object request, TimeSpan longer, Action<Exception, string> silent, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await scripts.CallAnyAsync<T>(frame, function, request, MainDeadline, longer, cancellationToken);
        }
        catch (Exception e) when (frame.Parent is not null && (e is TimeoutException or FrameGoneException))
        {
            // One frame that hangs or goes away must not cost the others.
            silent(e, frame.Key);
            return null;
        }
    }
}
