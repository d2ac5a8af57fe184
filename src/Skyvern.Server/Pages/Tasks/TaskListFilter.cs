using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Tasks;

/// <summary>Which runs the list shows. All of it is in the address, in the words of the API, so that it can be kept and sent to others.</summary>
public sealed record TaskListFilter
{
    /// <summary>Rows a page.</summary>
    public const int PageSize = 25;

    private const int MostPages = 1_000_000;
    private const int LongestSearch = 200;

    /// <summary>Any of these; empty: all.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [];

    /// <summary>Part of title, address, id or prompt; empty: all.</summary>
    public string Search { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsNarrow => Statuses.Count > 0 || Search.Length > 0;

    /// <summary>Reads an address; what makes no sense in it is passed over.</summary>
    public static TaskListFilter Read(IQueryCollection query)
    {
        var search = query["search_key"].ToString().Trim();
        return new()
        {
            Statuses = [.. query["status"].Where(word => RunStatusExtensions.TryParseWire(word, out _)).Select(Parse).Distinct().Order()],
            Search = search.Length > LongestSearch ? search[..LongestSearch] : search,
            Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MostPages) : 1,
        };
    }

    /// <summary>The first page with one status added, or taken away.</summary>
    public TaskListFilter Toggle(RunStatus status) => this with
    {
        Statuses = Statuses.Contains(status) ? [.. Statuses.Where(other => other != status)] : [.. Statuses.Append(status).Order()],
        Page = 1,
    };

    /// <summary>The address that shows it.</summary>
    public string Address(string path)
    {
        var query = new QueryBuilder(Statuses.Select(status => KeyValuePair.Create("status", status.ToWire())));
        if (Search.Length > 0)
        {
            query.Add("search_key", Search);
        }

        if (Page > 1)
        {
            query.Add("page", Page.ToString(CultureInfo.InvariantCulture));
        }

        return path + query.ToQueryString();
    }

    /// <summary>What is asked of the database.</summary>
    public RunFilter Of(string organizationId) => new()
    {
        OrganizationId = organizationId,
        Statuses = Statuses,
        Search = Search.Length > 0 ? Search : null,
        Page = Page,
        PageSize = PageSize,
    };

    private static RunStatus Parse(string? word) => RunStatusExtensions.TryParseWire(word, out var status) ? status : default;
}
