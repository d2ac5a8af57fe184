using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Data;

namespace Skyvern.Server.UnitTests.Data;

public sealed class TotpCodeStoreTests
{
    [Theory, BothDatabases]
    public async Task List_ByFilter_NewestFirst(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        var first = await AddAsync(store, "a", type: OtpType.Totp);
        var second = await AddAsync(store, "a", type: OtpType.MagicLink);
        var third = await AddAsync(store, "b", type: null, workflowRun: "wr_1");
        await AddAsync(store, "a", organization: "o_2");

        Assert.Equal([third, second, first], await ListAsync(store, new() { OrganizationId = "o_1" }));
        Assert.Equal([third, second], await ListAsync(store, new() { OrganizationId = "o_1", Limit = 2 }));
        Assert.Equal([second, first], await ListAsync(store, new() { OrganizationId = "o_1", TotpIdentifier = "a" }));
        Assert.Equal([second], await ListAsync(store, new() { OrganizationId = "o_1", Type = OtpType.MagicLink }));
        Assert.Equal([third], await ListAsync(store, new() { OrganizationId = "o_1", WorkflowRunId = "wr_1" }));
    }

    [Theory, BothDatabases]
    public async Task List_UsableByARun_OnlyFreshOnesThatAreForIt(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var now = store.Clock.GetUtcNow();
        await AddAsync(store, "a", age: TimeSpan.FromMinutes(11));
        var fresh = await AddAsync(store, "a", age: TimeSpan.FromMinutes(9));
        var mine = await AddAsync(store, "a", task: "tsk_1");
        await AddAsync(store, "a", task: "tsk_2");
        await AddAsync(store, "a", workflowRun: "wr_1");
        await AddAsync(store, "a", expired: now.AddSeconds(-1));
        var lasting = await AddAsync(store, "a", expired: now.AddMinutes(1));

        var found = await ListAsync(
            store, new() { OrganizationId = "o_1", TotpIdentifier = "a", UsableBy = new TotpCodeUse("tsk_1", now.AddMinutes(-10), now) });

        Assert.Equal([lasting, mine, fresh], found);
    }

    [Theory, BothDatabases]
    public async Task RemoveBefore_ADay_LeavesTheYounger(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await AddAsync(store, "a", age: TimeSpan.FromHours(25));
        var young = await AddAsync(store, "a", age: TimeSpan.FromHours(23));

        Assert.Equal(1, await Codes(store).RemoveBeforeAsync(store.Clock.GetUtcNow() - TotpCodeService.Kept, default));

        Assert.Equal([young], await ListAsync(store, new() { OrganizationId = "o_1" }));
    }

    private static ITotpCodeStore Codes(StoreFixture store) => store.Services.GetRequiredService<ITotpCodeStore>();

    private static async Task<List<string>> ListAsync(StoreFixture store, TotpCodeFilter filter) =>
        [.. (await Codes(store).ListAsync(filter, default)).Select(code => code.Id)];

    private static async Task<string> AddAsync(
        StoreFixture store, string identifier, string organization = "o_1", OtpType? type = OtpType.Totp, string? task = null,
        string? workflowRun = null, DateTimeOffset? expired = null, TimeSpan age = default)
    {
        store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var at = store.Clock.GetUtcNow() - age;
        var code = new TotpCode
        {
            Id = RunIds.TotpCode(at),
            OrganizationId = organization,
            TotpIdentifier = identifier,
            TaskId = task,
            WorkflowRunId = workflowRun,
            ProtectedContent = "x",
            ProtectedCode = type is null ? null : "y",
            Type = type,
            ExpiredAt = expired,
            CreatedAt = at,
            ModifiedAt = at,
        };
        await Codes(store).AddAsync(code, default);
        return code.Id;
    }
}
