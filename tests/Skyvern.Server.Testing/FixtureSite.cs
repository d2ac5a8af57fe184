using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Skyvern.Server.Testing;

/// <summary>
/// A web site of a test's own, on a free port of 127.0.0.1. Pages are texts given by path or made by <see cref="FixturePages"/>;
/// posted forms are kept. The same site answers as localhost too: for a browser that is another origin.
/// </summary>
public sealed class FixtureSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PostedForm> _posts = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private FixtureSite(WebApplication app) => _app = app;

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>Forms that were posted, in order.</summary>
    public IReadOnlyList<PostedForm> Posts => [.. _posts];

    /// <summary>All that reached the site, in order: first line, headers and body of each request as one text.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Starts an empty site.</summary>
    public static async Task<FixtureSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = new FixtureSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        site.Port = new Uri(site._app.Urls.First()).Port;
        return site;
    }

    /// <summary>The address of a path on 127.0.0.1.</summary>
    public string Address(string path = "/") => $"http://127.0.0.1:{Port}{path}";

    /// <summary>The address of a path on localhost: the same pages on another host.</summary>
    public string OtherHostAddress(string path = "/") => $"http://localhost:{Port}{path}";

    /// <summary>Sets the page of a path; a text without an html element becomes the body of one.</summary>
    public string Page(string path, string html)
    {
        var whole = html.Contains("<html", StringComparison.OrdinalIgnoreCase)
            ? html
            : $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Test</title></head><body>{html}</body></html>";
        return Answer(path, async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(whole);
        });
    }

    /// <summary>Sets the handler of a path, for answers that are slow, wrong or not pages; returns its address.</summary>
    public string Answer(string path, Func<HttpContext, Task> answer)
    {
        _pages[path] = answer;
        return Address(path);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        await NoteAsync(context.Request);
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync();
            _posts.Enqueue(new PostedForm(path, form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList()));
        }

        if (_pages.TryGetValue(path, out var answer))
        {
            await answer(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task NoteAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        var headers = string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        _requests.Enqueue($"{request.Method} {request.Path}{request.QueryString}\n{headers}\n\n{body}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

/// <summary>A form that was posted to the site.</summary>
public sealed record PostedForm(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The values of a field; several for check boxes and multiple selects.</summary>
    public IReadOnlyList<string> this[string name] => [.. Fields.Where(field => field.Key == name).Select(field => field.Value)];
}
