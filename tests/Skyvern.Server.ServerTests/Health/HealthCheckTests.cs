using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Health;
using Skyvern.Server.Storage;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Health;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData(0, HealthStatus.Healthy)]
    [InlineData(2, HealthStatus.Degraded)]
    [InlineData(40, HealthStatus.Unhealthy)]
    public async Task Disk_WithAThresholdOfSoManyTimesItsRoom_IsAsBadAsThat(int times, HealthStatus status)
    {
        using var folder = new TempFolder();
        var free = new DriveInfo(folder.Path).AvailableFreeSpace / 1_000_000;
        var low = (int)Math.Min(int.MaxValue, free * times);
        var space = new DataSpace(Options.Create(new DataOptions { Path = folder.Path, LowSpaceMegabytes = low }));

        var result = await CheckAsync(new DiskHealthCheck(space));

        Assert.Equal(status, result.Status);
    }

    [Theory]
    [InlineData("artifacts", HealthStatus.Healthy)]
    [InlineData("elsewhere", HealthStatus.Degraded)]
    public async Task Artifacts_OfABucket_AreReachableOnlyWhenItIsThere(string bucket, HealthStatus status)
    {
        await using var service = await S3StandIn.StartAsync();
        using var store = new S3ArtifactStore(Options.Create(new StorageOptions
        {
            Kind = StorageKind.S3, Endpoint = service.Endpoint, Bucket = bucket, AccessKey = S3StandIn.AccessKey, SecretKey = "secret",
        }));

        var result = await CheckAsync(new ArtifactHealthCheck(store));

        Assert.Equal(status, result.Status);
    }

    [Theory]
    [InlineData(null, HealthStatus.Healthy, "answered 30 s ago")]
    [InlineData(0, HealthStatus.Degraded, "could not be reached 30 s ago")]
    [InlineData(401, HealthStatus.Degraded, "status 401 30 s ago")]
    public async Task Model_AfterAnAnswer_IsJudgedByIt(int? fault, HealthStatus status, string words)
    {
        var time = new ManualTimeProvider();
        var model = new Model { Name = "some model", Last = new ModelAnswer(time.GetUtcNow().AddSeconds(-30), fault) };

        var result = await CheckAsync(new ModelHealthCheck(model, time));

        Assert.Equal(status, result.Status);
        Assert.Contains(words, result.Description);
    }

    [Fact]
    public async Task Queue_WithRunsOfAllKinds_IsCountedByStatus()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        using var tenant = await Tenant.NewAsync(server);
        await RunStory.TakeAsync(server, await tenant.StartRunAsync());
        await tenant.StartRunAsync();
        await tenant.StartRunAsync();
        await (await RunStory.TakeAsync(server, await tenant.StartRunAsync())).EndAsync(new(Core.Runs.RunStatus.Completed));

        var counts = await server.Services.GetRequiredService<IQueueProbe>().CountAsync(CancellationToken.None);

        Assert.Equal([(Core.Runs.RunStatus.Queued, 2), (Core.Runs.RunStatus.Running, 1)], counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
    }

    private static Task<HealthCheckResult> CheckAsync(IHealthCheck check) => check.CheckHealthAsync(new HealthCheckContext());

    private sealed class Model : IModelProbe
    {
        public required string? Name { get; init; }

        public required ModelAnswer? Last { get; init; }

        public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("A health check asks no model.");
    }
}
