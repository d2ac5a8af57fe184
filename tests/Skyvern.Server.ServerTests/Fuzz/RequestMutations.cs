namespace Skyvern.Server.ServerTests.Fuzz;

/// <summary>Ways to spoil the rest of a request.</summary>
internal static class RequestMutations
{
    private static readonly string[] OddIds =
        ["%2F", "..%2F..%2Fetc%2Fpasswd", "%20", "%0d%0aX-A:1", "%F0%9F%98%80", "%E2%80%AE", "%ff%fe", "%ed%a0%80", "'%20or%201=1--", "tsk_%22%3Cb%3E", "null", "-1", "%25", "a;b=c", "*"];

    private static readonly string[] OddValues =
        ["", "x", "-1", "0", "1e3", "1000", "99999999999999999999", "%00", "%ff", "%", "%zz", "%ed%a0%80", "a&", "[]", "{}", "null", "%F0%9F%98%80", "%27%3B--", "2025-02-30T25:00:00Z",
            "abc%00def", "2147483647", "-2147483648", "%25%25%25", "___"];

    public static readonly IReadOnlyList<Mutation> ForAll =
    [
        new("odd values in the query", OddQuery),
        new("other odd values in the query", OddQuery),
        new("one odd value in the query", OneOddValue),
        new("another odd value in the query", OneOddValue),
        new("a third odd value in the query", OneOddValue),
        new("last page of all", (random, target, request) => request with { Query = "?page=2147483647&page_size=1000" }),
        new("repeated keys in the query", (random, target, request) => request with
        {
            Query = "?" + string.Join('&', target.Queries.Concat(["page", "status"]).SelectMany(name => Enumerable.Range(0, 3).Select(_ => $"{name}={OddValues[random.Next(OddValues.Length)]}"))),
        }),
        new("very long query", (random, target, request) => request with { Query = $"?{string.Concat(target.Queries.Take(1))}={new string('x', 7000)}" }),
        new("query without sense", (random, target, request) => request with { Query = "?&&==&%=%&?a?b=c#%23" }),
        new("wrong method", (random, target, request) => request with { Method = ((string[])["BREW", "PUT", "PATCH", "DELETE", "OPTIONS", "get"])[random.Next(6)] }),
        new("two trailing slashes", (random, target, request) => request with { Path = request.Path + "//" }),
        new("odd headers", (random, target, request) => request with
        {
            Headers =
            [
                .. target.Headers.Select(name => (name, "ä \t" + new string('k', 300))), ("Idempotency-Key", " "), ("x-max-steps-override", "1e9"), ("x-user-agent", "😀"),
                ("Accept", "application/xml;q=nan"), ("Range", "bytes=9-1,-0,x"), ("If-Match", "\""), ("Origin", "null"), ("Cookie", "=;;\"="), ("traceparent", "00-zz"), ("Accept-Language", "**"),
            ],
        }),
        new("unknown key", (random, target, request) => request with { Headers = [("x-api-key", "sk_nobody")] }),
        new("odd credential", (random, target, request) => request with
        {
            Headers = [("x-api-key", ""), ("Authorization", ((string[])["Bearer", "Bearer ", "Basic !!", "bearer a b", "ä", "Bearer " + new string('x', 5000)])[random.Next(6)])],
        }),
    ];

    public static readonly IReadOnlyList<Mutation> ForIds =
    [
        new("odd id", (random, target, request) => request with { Path = target.Path(_ => OddIds[random.Next(OddIds.Length)]) }),
        new("another odd id", (random, target, request) => request with { Path = target.Path(name => OddIds[(name.Length + random.Next(OddIds.Length)) % OddIds.Length]) }),
        new("very long id", (random, target, request) => request with { Path = target.Path(_ => new string('a', 2500)) }),
        new("NUL in the id", (random, target, request) => request with { Path = target.Path(_ => "tsk_%00"), IsNoHttp = true }),
    ];

    private static FuzzRequest OddQuery(Random random, FuzzTarget target, FuzzRequest request) => request with
    {
        Query = "?" + string.Join('&', target.Queries.Concat(["page", "page_size", "status"]).Select(name => $"{name}={OddValues[random.Next(OddValues.Length)]}")),
    };

    // With one value wrong and nothing else the request gets furthest.
    private static FuzzRequest OneOddValue(Random random, FuzzTarget target, FuzzRequest request) => request with
    {
        Query = target.Queries.Count == 0 ? "?q=%00" : $"?{target.Queries[random.Next(target.Queries.Count)]}={OddValues[random.Next(OddValues.Length)]}",
    };
}

/// <summary>A way to spoil a request.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Spoil">Makes the bad request of the good one.</param>
internal sealed record Mutation(string Name, Func<Random, FuzzTarget, FuzzRequest, FuzzRequest> Spoil);
