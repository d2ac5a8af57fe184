using Skyvern.Server.Requests;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>The fields of a task: three that everybody needs, and the rest in groups. They bear the names of POST /v1/run/tasks.</summary>
internal static class TaskFields
{
    public const string Schema = "data_extraction_schema";
    public const string Place = "proxy_location";
    public const string Session = "browser_session_id";

    // The parts of a place that is not a word. On the wire they are members of proxy_location.
    public const string Subdivision = "proxy_subdivision";
    public const string City = "proxy_city";
    public const string OwnProxy = "proxy_url";

    /// <summary>The fields that are always seen.</summary>
    public static readonly IReadOnlyList<FormField> Main =
    [
        new("prompt", "What is to be done", FieldKind.Text)
        {
            Placeholder = "Search for \"notebook\", open the cheapest one and extract its name and price",
            Rows = 5,
            IsRequired = true,
        },
        new("url", "Start address", FieldKind.Address)
        {
            Placeholder = "https://www.example.com",
            Hint = "Left empty, the task starts at the address that the prompt names.",
        },
        new(Schema, "Output schema", FieldKind.Code)
        {
            Placeholder = "{\n  \"name\": \"string\",\n  \"price\": \"number\"\n}",
            Hint = "A JSON Schema, a map of property names, a list with an example, or plain words.",
            Rows = 8,
        },
    ];

    /// <summary>The rest.</summary>
    public static IReadOnlyList<FieldGroup> Groups(TaskChoices choices) =>
    [
        new("run", "Engine and limits", "title, engine, model, most steps", [
            new("title", "Title") { Placeholder = "Made from the prompt", Hint = "A label for people." },
            new("engine", "Engine", FieldKind.Choice) { Options = [new("", "skyvern-2.0 (with a plan, the usual one)"), new("skyvern-1.0", "skyvern-1.0 (step by step)"), new("skyvern-3.0", "skyvern-3.0 (runs as 2.0)")] },
            new("max_steps", "Most steps", FieldKind.Number) { Placeholder = "25, or 10 with skyvern-1.0" },
            new("model", "Model") { Options = [.. choices.Models.Select(name => new FieldOption(name, name))], Placeholder = "The server's own", Hint = "An unknown name means the server's own model." },
            new("max_screenshot_scrolls", "Screens below the fold in screenshots", FieldKind.Number) { Placeholder = "0" },
            new("run_with", "Carried out by", FieldKind.Choice) { Options = [new("", "as usual"), new("agent", "agent: plan every step"), new("code", "code: repeat what worked before")] },
            new("include_action_history_in_verification", "Check success against all actions, too", FieldKind.Flag),
            new("publish_workflow", "Also store it as a workflow", FieldKind.Flag),
        ]),
        new("end", "When it has finished", "webhook, error codes of your own", [
            new("webhook_url", "Webhook", FieldKind.Address) { Placeholder = "https://api.example.com/webhook", Hint = "Told by a signed POST once the task has ended." },
            new("error_code_mapping", "Error codes", FieldKind.Code) { Placeholder = "SOLD_OUT: The article cannot be ordered\nLOGIN_FAILED: The site refuses the log-in", Hint = "A line each: code, colon, when it applies.", Rows = 3 },
        ]),
        new("login", "Log-ins and one-time codes", "stored log-ins, code by push or poll", [
            new("totp_identifier", "Receiver of pushed codes") { Placeholder = "user@example.com", Hint = "Codes pushed to the server for this identifier are used." },
            new("totp_url", "Address to ask for codes", FieldKind.Address) { Placeholder = "https://api.example.com/totp", Hint = "Asked by a signed POST when a page wants a code." },
        ]),
        new("browser", "Browser", "session, profile, a browser of your own", [
            new(Session, "Open session to go on in") { Options = choices.Sessions, Placeholder = "pbs_…" },
            new("browser_profile_id", "Stored profile to start from") { Options = choices.Profiles, Placeholder = "bp_…" },
            new("start_fresh_browser", "Use nothing of an earlier browser", FieldKind.Flag),
            new("browser_address", "Address of a running browser") { Placeholder = "http://host:9222", Hint = "The run works in it through its debugging port." },
            new("cdp_connect_headers", "Headers for connecting to it", FieldKind.Code) { Placeholder = "Authorization: Bearer …", Hint = "A line each. They are never shown again.", Rows = 2 },
        ]),
        new("network", "Network", "place of the traffic, own proxy, headers", [
            new(Place, "Place that the traffic comes from", FieldKind.Choice) { Options = PlaceOptions(choices), Hint = PlaceHint(choices) },
            new(Subdivision, "State or region of that country") { Placeholder = "CA" },
            new(City, "City") { Placeholder = "San Jose" },
            new(OwnProxy, "Proxy of your own") { Placeholder = "http://user:password@host:8080", Hint = "Goes before the place." },
            new("extra_http_headers", "Headers for sites", FieldKind.Code) { Placeholder = "Accept-Language: de", Hint = "A line each. The browser sends them to every site of the task.", Rows = 3 },
        ]),
    ];

    /// <summary>All fields, whatever there is to choose.</summary>
    public static readonly IReadOnlyList<FormField> All = [.. Main, .. Groups(new TaskChoices()).SelectMany(group => group.Fields)];

    private static IReadOnlyList<FieldOption> PlaceOptions(TaskChoices choices) =>
    [
        new("", $"{ProxyLocations.Default} (the usual one)"),
        .. ProxyLocations.Words.Where(word => word != ProxyLocations.Default)
            .Select(word => new FieldOption(word, choices.Places.Contains(word, StringComparer.OrdinalIgnoreCase) ? $"{word} (has a proxy)" : word)),
    ];

    private static string PlaceHint(TaskChoices choices) => choices.Places.Count == 0
        ? "This server has no proxies: every place means a direct connection."
        : $"This server has proxies for {string.Join(", ", choices.Places)}; from elsewhere it goes out directly or refuses, as its settings say.";
}
