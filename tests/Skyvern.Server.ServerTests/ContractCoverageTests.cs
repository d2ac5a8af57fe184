using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests;

/// <summary>docs/contract-coverage.md: no group of calls is forgotten, and what is said to prove it exists.</summary>
public sealed partial class ContractCoverageTests
{
    private const string NotPlanned = "not planned";

    private static readonly string[] Calls =
    [
        "POST /v1/run/tasks, /api/v1/run/tasks (with Idempotency-Key)",
        "GET /v1/runs/{id}, /api/v1/runs/{id}, /v1/run/tasks/{id}, /api/v1/run/tasks/{id}",
        "POST /v1/runs/{id}/cancel and its aliases",
        "GET /api/v1/tasks; GET /api/v1/tasks/{id}/steps",
        "webhook delivery, signed, durable",
        "totp_url polling; POST /v1/credentials/totp = /api/v1/totp",
        "authentication by x-api-key and Bearer; error shape; URL guard",
        "GET /v1/artifacts/{id}/content (screenshots, recording, files)",
        "GET /api/v1/tasks/{id}/actions (step-by-step view, exact times)",
        "page {base}/tasks/{run_id} with all of A7; WS /api/v1/stream/tasks/{id} (live view)",
        "POST, GET, close /v1/browser_sessions (browser_session_id needs them)",
        "GET /api/v1/heartbeat, /v1/version",
        "WS cdp_input for a task and a session (manual intervention)",
        "publish_workflow stored; GET /v1/workflows = agents (and /api/v1/workflows), GET …/{wpid}, POST /v1/run/workflows = agents",
        "GET /v1/runs (list)",
        "GET /v1/runs/{id}/artifacts; GET /v1/runs/{id}/timeline",
        "POST /v1/runs/{id}/retry_webhook; POST /v1/runs/cancel",
        "GET /api/v1/tasks/{id}, POST /api/v1/tasks, POST /api/v1/tasks/{id}/cancel",
        "GET /v1/artifacts/{id}, …/signed-url, /api/v1/{entity}/{id}/artifacts, /api/v1/tasks/{t}/steps/{s}/artifacts",
        "/v1/config/runtime, POST /api/v1/ui-session, GET /api/v1/organizations",
        "GET /v1/credentials/totp (list); browser session history and PATCH; WS picture for sessions",
        "other workflow routes (create, update, delete, versions, runs, old run form)",
        "internal/…/test-webhook; old retry_webhook",
        "POST /v1/upload_file, DELETE /v1/files/{id}",
        "POST, GET /api/v2/tasks; GET /api/v1/runs (list); generate/task; models; apikeys; internal/*/status; WS for workflow runs (picture and input)",
        "browser profiles; CUA engines; alias runId",
        "not planned: VNC streams, message channel, credentials vault, schedules, folders, tags, scripts, custom models, login and download_files helper runs, run_action, workflow editor routes",
    ];

    private static IReadOnlyList<Row> Rows => [.. TableRow().Matches(Repository.Read("docs", "contract-coverage.md"))
        .Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value, TestNames.In(match.Groups[3].Value)))];

    [Fact]
    public void Table_HasEveryGroupOfCalls_Once() => Assert.Equal(Calls, Rows.Select(row => row.Calls));

    [Fact]
    public void Row_ThatIsPlanned_NamesTestsThatExist()
    {
        var unproved = Rows.Where(row => row.State != NotPlanned && row.Tests.Count == 0).Select(row => row.Calls);

        Assert.Empty(unproved);
        Assert.Empty(TestNames.Unknown(Rows.SelectMany(row => row.Tests)));
    }

    [GeneratedRegex(@"^\| (?:\d|–) \| (.*?) \| (.*?) \| (.*?) ?\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    private sealed record Row(string Calls, string State, IReadOnlyList<string> Tests);
}
