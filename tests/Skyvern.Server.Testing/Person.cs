using System.Net;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Testing;

/// <summary>A person who uses the web pages: keeps cookies, follows no redirects, sends forms with the token of the page they are on.</summary>
public sealed partial class Person : IDisposable
{
    private readonly CookieContainer _cookies = new();

    public Person(Uri server)
    {
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = server };
        Http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public HttpClient Http { get; }

    /// <summary>The cookies that they have for the server.</summary>
    public IReadOnlyList<Cookie> Cookies => [.. _cookies.GetCookies(Http.BaseAddress!).Cast<Cookie>()];

    /// <summary>A person who has logged in with a key.</summary>
    public static Task<Person> LogInAsync(ServerFactory server, string? key = null) => LogInAsync(server.Address, key ?? server.ApiKey);

    /// <summary>A person who has logged in with a key at a server elsewhere.</summary>
    public static async Task<Person> LogInAsync(Uri server, string key)
    {
        var person = new Person(server);
        using var answer = await person.SendAsync("/login", "/login", ("key", key));
        return answer.StatusCode == HttpStatusCode.Found ? person : throw new InvalidOperationException($"The log-in answered {answer.StatusCode}.");
    }

    /// <summary>The text of a page.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {text}");
    }

    /// <summary>Sends a form of a page.</summary>
    /// <param name="page">Where the form is.</param>
    /// <param name="action">Where it goes.</param>
    /// <param name="fields">What is entered.</param>
    public async Task<HttpResponseMessage> SendAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await ReadAsync(page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(token))]);
        return await Http.PostAsync(action, form);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
