using Microsoft.Playwright;

namespace Skyvern.Server.Testing;

/// <summary>A real browser in the hands of a person who uses the web pages; fails a test on what its console complains of.</summary>
public sealed class PageBrowser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _complaints = [];

    private PageBrowser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => Note(message.Type == "error" ? message.Text : null);
        page.PageError += (_, fault) => Note(fault);
    }

    /// <summary>The tab they look at.</summary>
    public IPage Page { get; }

    /// <summary>Errors of scripts and resources, and what the page was not allowed to load.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    public static async Task<PageBrowser> OpenAsync(Uri server, int width = 1280, int height = 900, bool scripts = true)
    {
        // What comes by itself takes its time on a busy machine; five seconds are too few.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = TestBrowser.ExecutablePath, Args = ["--no-sandbox", "--disable-gpu"] });
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = server.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = ColorScheme.Light,
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(60_000);
        return new PageBrowser(playwright, browser, await context.NewPageAsync());
    }

    /// <summary>Logs in as a person does: at the log-in page, with a key.</summary>
    public async Task LogInAsync(string key, string path = "/tasks")
    {
        await Page.GotoAsync(path);
        await Page.GetByLabel("API key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Page.WaitForURLAsync(address => new Uri(address).AbsolutePath == new Uri(new Uri(address), path).AbsolutePath);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }

    private void Note(string? complaint)
    {
        lock (_complaints)
        {
            if (complaint is not null)
            {
                _complaints.Add(complaint);
            }
        }
    }
}
