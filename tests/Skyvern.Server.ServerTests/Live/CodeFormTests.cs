using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Live;

[Collection(ApiTests.Name)]
public sealed class CodeFormTests(ApiServer api)
{
    [Fact]
    public async Task Code_RunThatWaits_IsKeptForIt()
    {
        using var tenant = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        var runId = await WaitingRunAsync(tenant);

        using var empty = await visitor.SendAsync("/tasks", $"/ui/runs/{runId}/code", ("code", "  "));
        using var taken = await visitor.SendAsync("/tasks", $"/ui/runs/{runId}/code", ("code", "Your code is 483920."));

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect], [empty.StatusCode, taken.StatusCode]);
        Assert.Equal($"/tasks/{runId}", taken.Headers.Location?.ToString());
        var filter = new TotpCodeFilter { OrganizationId = tenant.OrganizationId, TotpIdentifier = runId };
        var kept = Assert.Single(await api.Server.Services.GetRequiredService<TotpCodeService>().ListAsync(filter, default));
        Assert.Equal(("483920", runId), (kept.Code, kept.Row.TaskId));
    }

    [Fact]
    public async Task Code_NobodyWaitsOrForeign_IsRefused()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        using var visitor = await Person.LogInAsync(api.Server, tenant.Key);
        var queued = await tenant.StartRunAsync("""{"prompt": "Log in", "totp_identifier": "ann"}""");
        var foreign = await WaitingRunAsync(other);

        using var early = await visitor.SendAsync("/tasks", $"/ui/runs/{queued}/code", ("code", "483920"));
        using var unknown = await visitor.SendAsync("/tasks", $"/ui/runs/{foreign}/code", ("code", "483920"));
        using var forged = await visitor.Http.PostAsync($"/ui/runs/{queued}/code", new FormUrlEncodedContent([KeyValuePair.Create("code", "483920")]));

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.BadRequest], [early.StatusCode, unknown.StatusCode, forged.StatusCode]);
        Assert.Contains("does not wait for a code", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> WaitingRunAsync(Tenant tenant)
    {
        var runId = await tenant.StartRunAsync("""{"prompt": "Log in", "totp_identifier": "ann"}""");
        var claim = (await api.Runs.ClaimAsync(runId, default))!;
        var waits = new RunEvent { RunId = runId, OrganizationId = tenant.OrganizationId, Kind = "run.waiting", Message = "Waiting.", At = TimeProvider.System.GetUtcNow() };
        Assert.True(await api.Server.Services.GetRequiredService<IRunJournal>().AddEventAsync(claim, waits, default));
        return runId;
    }
}
