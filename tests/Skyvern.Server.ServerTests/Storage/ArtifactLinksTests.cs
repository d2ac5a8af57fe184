using System.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Http;
using Skyvern.Server.Storage;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Storage;

public sealed class ArtifactLinksTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly ArtifactLinks _links;

    public ArtifactLinksTests()
    {
        var options = Options.Create(new ServerOptions { BaseUrl = "https://app.example.org/", ApiUrl = "https://api.example.org" });
        var keys = new SigningKeys(Options.Create(new DataOptions { Path = _folder.Path }), new NoSharedKeys());
        _links = new ArtifactLinks(keys, new ServerAddress(new NoServer(), options), _time);
    }

    [Theory]
    [InlineData(ArtifactTypes.Download, 12)]
    [InlineData(ArtifactTypes.Prompt, 12)]
    [InlineData(ArtifactTypes.ActionScreenshot, 1)]
    [InlineData(ArtifactTypes.Recording, 1)]
    public void Check_LinkOfAType_HoldsForItsHoursAndNoLonger(string type, int hours)
    {
        var link = _links.To(NewArtifact(type));

        Assert.StartsWith("https://api.example.org/v1/artifacts/a_1/content?expiry=", link);
        _time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), Check(link));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Check(link));
    }

    [Fact]
    public void To_Webhook_HoldsTwoDays()
    {
        var link = _links.To(NewArtifact(ArtifactTypes.ActionScreenshot), ArtifactLinks.WebhookLifetime);
        _time.Advance(TimeSpan.FromHours(48));

        Assert.NotNull(Check(link));
    }

    public void Dispose() => _folder.Dispose();

    private TimeSpan? Check(string link)
    {
        var query = HttpUtility.ParseQueryString(new Uri(link).Query);
        return _links.Check("a_1", query["expiry"]!, query["kid"]!, query["sig"]!);
    }

    private static Artifact NewArtifact(string type) => new()
    {
        Id = "a_1", OrganizationId = "o_1", RunId = "tsk_1", Type = type, StorageKey = "a_1", Size = 1, Checksum = "", CreatedAt = default,
    };

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
