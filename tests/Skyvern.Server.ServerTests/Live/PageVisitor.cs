using System.Net;
using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests.Live;

/// <summary>A person who is logged in, without a browser.</summary>
internal sealed partial class PageVisitor : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly Uri _address;

    private PageVisitor(Uri address)
    {
        _address = address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The cookies as a browser sends them.</summary>
    public string Cookie => _cookies.GetCookieHeader(_address);

    public static async Task<PageVisitor> LogInAsync(Uri address, string key)
    {
        var visitor = new PageVisitor(address);
        using var answer = await visitor.PostAsync("/login", from: "/login", ("key", key));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    /// <summary>Sends a form with the token of a page that was opened before.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string from, params (string Name, string Value)[] fields)
    {
        var page = await Http.GetStringAsync(from);
        var form = fields.Append(("__RequestVerificationToken", TokenField().Match(page).Groups[1].Value));
        using var body = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await Http.PostAsync(path, body);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
