using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Egress;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Egress;

public sealed class FileFetcherTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;
    private FixtureSite _site = null!;

    public FileFetcherTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IAddressPolicy>(new OnlyLoopback());
        services.AddGuardedHttp();
        _services = services.BuildServiceProvider();
    }

    public async Task InitializeAsync() => _site = await FixtureSite.StartAsync();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _site.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetch_FileBehindARedirect_HasTheNameTheSiteGivesItAndNoFolders()
    {
        _site.Answer("/start", Redirect("/file"));
        _site.Answer("/file", context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=\"../../etc/cv.pdf\"";
            return context.Response.WriteAsync("content");
        });

        var file = await FetchAsync(_site.Address("/start"));

        Assert.Equal(Path.Combine(_folder.Path, "cv.pdf"), file.Path);
        Assert.Equal("content", await File.ReadAllTextAsync(file.Path!));
    }

    [Theory]
    [InlineData("http://127.0.0.2/x", "points to a local or private host")]
    [InlineData("http://169.254.169.254/latest/meta-data", "points to a local or private host")]
    [InlineData("file:///etc/passwd", "")]
    [InlineData("ws://127.0.0.2/x", "points to a local or private host")]
    [InlineData("//127.0.0.2/x", "points to a local or private host")]
    [InlineData("http://[", "the host answered 302")]
    public async Task Fetch_RedirectToWhatIsRefused_DoesNotFollow(string target, string reason)
    {
        _site.Answer("/start", Redirect(target));

        var file = await FetchAsync(_site.Address("/start"));

        Assert.Null(file.Path);
        Assert.Contains(reason, file.Problem, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Fetch_MoreThanAllowed_StopsWhetherTheLengthIsToldOrNot()
    {
        _site.Answer("/told", context => context.Response.Body.WriteAsync(new byte[2_000]).AsTask());
        _site.Answer("/untold", async context =>
        {
            for (var part = 0; part < 20; part++)
            {
                await context.Response.Body.WriteAsync(new byte[100]);
                await context.Response.Body.FlushAsync();
            }
        });

        Assert.StartsWith("it is larger than", (await FetchAsync(_site.Address("/told"))).Problem, StringComparison.Ordinal);
        Assert.StartsWith("it is larger than", (await FetchAsync(_site.Address("/untold"))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_EndlessRedirectsAndErrors_AreToldInWords()
    {
        _site.Answer("/round", Redirect("/round"));

        Assert.Equal("it leads on more than 5 times.", (await FetchAsync(_site.Address("/round"))).Problem);
        Assert.Equal("the host answered 404 Not Found.", (await FetchAsync(_site.Address("/nothing"))).Problem);
    }

    [Fact]
    public async Task Fetch_ConnectionThatBreaksWithinTheFile_IsToldInWords()
    {
        _site.Answer("/broken", async context =>
        {
            context.Response.ContentLength = 500;
            await context.Response.Body.WriteAsync(new byte[100]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var file = await FetchAsync(_site.Address("/broken"));

        Assert.Null(file.Path);
        Assert.NotEmpty(file.Problem!);
    }

    private static Func<HttpContext, Task> Redirect(string target) => context =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    };

    private Task<FetchedFile> FetchAsync(string address) =>
        _services.GetRequiredService<IFileFetcher>().FetchAsync(new Uri(address), _folder.Path, 1_000, CancellationToken.None);

    private sealed class OnlyLoopback : IAddressPolicy
    {
        public AddressDecision Check(Uri address) => address.Host == "127.0.0.1" && address.Scheme == "http"
            ? new AddressDecision(true, null, [IPAddress.Loopback])
            : new AddressDecision(false, $"points to a local or private host: {address.Host}", []);

        public Task<AddressDecision> ResolveAsync(Uri address, CancellationToken cancellationToken) => Task.FromResult(Check(address));
    }
}
