using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Skyvern.Server.BrowserTests.Egress;
using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Engine.Injection;

/// <summary>
/// A shop, an evil host and a private one, under names that only this world knows; between them and the browser the server's own address
/// policy, which lets the shop and the evil host through by name.
/// </summary>
public sealed class InjectionSites : IAsyncLifetime, IHostLookup, ICredentialSource
{
    public const string Password = "hunter2-Secret!";
    public const string StoredPassword = "stored-Secret-77";
    public const string Data = "DE4242424242";

    private readonly ConcurrentDictionary<string, int> _asked = new();
    private CountingHost _private = null!;

    public FixtureSite Shop { get; private set; } = null!;

    public FixtureSite Evil { get; private set; } = null!;

    public string ShopAddress => $"http://shop.test:{Shop.Port}";

    public string EvilAddress => $"http://evil.test:{Evil.Port}";

    /// <summary>What reached the private host.</summary>
    public IReadOnlyList<string> PrivateHits => _private.Hits;

    internal BrowserHost Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        (Shop, Evil, _private) = (await FixtureSite.StartAsync(), await FixtureSite.StartAsync(), new CountingHost());
        var policy = new AddressPolicy(
            Options.Create(new NetworkOptions { AllowedHosts = $"shop.test:{Shop.Port}, evil.test:{Evil.Port}, *.evil.test:{Evil.Port}, shop.test.evil.test:{Evil.Port}" }),
            new DemoAddress(), this);
        Browser = await BrowserHost.StartAsync(policy);
        Shop.Page("/login", "<form method=post action=/account><label>User <input name=user></label><label>Password <input type=password name=password></label><button>Log in</button></form>");
        Shop.Answer("/redirect", context =>
        {
            context.Response.Redirect($"http://{_private}/redirected");
            return Task.CompletedTask;
        });
        Shop.Page("/search", "<h1>Results</h1>");
        Evil.Page("/take", "<h1>Thank you</h1>");
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Shop.DisposeAsync();
        await Evil.DisposeAsync();
        _private.Dispose();
    }

    /// <summary>Sets the pages of an attack.</summary>
    public void Show(Attack attack)
    {
        Shop.Page("/account", $"<h1>Your account</h1><p>IBAN {Data}</p>{Named(attack.Page)}");
        Evil.Page("/page", Named(attack.EvilPage));
    }

    /// <summary>The name "rebind.test" stands for a public host when it is asked first, and for a private one as well or only later.</summary>
    public Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IPAddress>>(host switch
    {
        "rebind.test" when _asked.AddOrUpdate(host, 1, (_, count) => count + 1) % 2 == 1 => [IPAddress.Parse("93.184.216.34"), IPAddress.Parse("127.0.0.2")],
        "rebind.test" => [IPAddress.Parse("127.0.0.2")],
        _ when host.EndsWith(".test", StringComparison.Ordinal) => [IPAddress.Loopback],
        _ => [],
    });

    public Task<IReadOnlyList<LogIn>> OpenAsync(string organizationId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LogIn>>([new LogIn("Shop", "ada", StoredPassword, null, [ShopAddress])]);

    private string Named(string page) => page.Replace("EVILHOST", $"evil.test:{Evil.Port}", StringComparison.Ordinal)
        .Replace("SHOP", ShopAddress, StringComparison.Ordinal)
        .Replace("EVIL", EvilAddress, StringComparison.Ordinal)
        .Replace("PRIVATE", $"http://{_private}", StringComparison.Ordinal)
        .Replace("REBIND", $"http://rebind.test:{_private.ToString().Split(':')[1]}", StringComparison.Ordinal)
        .Replace("ECHO", Password, StringComparison.Ordinal);
}
