using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

public sealed class OrganizationLimitsTests
{
    [Fact]
    public async Task ApplyAsync_WhileAnEarlierOneStillReads_LeavesTheNewestLimits()
    {
        await using var server = await JobServer.StartAsync(DatabaseProvider.Sqlite, ScriptedPlanner.ThatNeverAnswers());
        await server.SweepAsync(); // hands the server's own to the scheduler
        var factory = server.Services.GetRequiredKeyedService<ISchedulerFactory>(Schedulers.Runs);
        var store = new SlowStore();
        using var limits = new OrganizationLimits(store, factory, Options.Create(new WorkerOptions()));

        var (early, late) = (limits.ApplyAsync(default), limits.ApplyAsync(default));
        var looks = store.Looks;
        store.First.SetResult([]);
        await Task.WhenAll(early, late);

        Assert.Equal((1, 2), (looks, store.Looks));
        var applied = await (await factory.GetScheduler()).GetExecutionLimits();
        Assert.True(applied!.TryGetLimit(ExecutionGroupScope.Named("org:o_narrow"), out var limit));
        Assert.Equal(1, limit);
    }

    /// <summary>Has no organization at the first look, which takes long, and one after that.</summary>
    private sealed class SlowStore : IOrganizationStore
    {
        public TaskCompletionSource<IReadOnlyList<Organization>> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Looks { get; private set; }

        public Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken) => ++Looks == 1
            ? First.Task
            : Task.FromResult<IReadOnlyList<Organization>>([new() { Id = "o_narrow", Name = "narrow", MaxConcurrentRuns = 1, CreatedAt = DateTimeOffset.UnixEpoch }]);

        public Task AddAsync(Organization organization, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task NoteUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
