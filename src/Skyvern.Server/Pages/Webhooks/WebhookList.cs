using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Pages.Webhooks;

/// <summary>A page of an organization's deliveries.</summary>
/// <param name="Items">The deliveries, newest first.</param>
/// <param name="Matches">How many there are of the status asked for.</param>
/// <param name="Counts">How many there are of each status.</param>
/// <param name="Status">The status asked for; null: all.</param>
/// <param name="Page">From 1.</param>
public sealed record WebhookList(
    IReadOnlyList<SentDelivery> Items, int Matches, IReadOnlyDictionary<DeliveryStatus, int> Counts, DeliveryStatus? Status, int Page)
{
    /// <summary>Rows a page.</summary>
    public const int PageSize = 25;

    /// <summary>The words of the address, by status.</summary>
    public static IReadOnlyList<(DeliveryStatus Status, string Word, string Label)> Words { get; } =
    [
        (DeliveryStatus.Delivered, "delivered", "Delivered"),
        (DeliveryStatus.Pending, "waiting", "Being repeated"),
        (DeliveryStatus.GivenUp, "given-up", "Given up"),
    ];

    /// <summary>Whether nothing was ever sent.</summary>
    public bool IsEmpty => Counts.Count == 0;

    /// <summary>The address of such a list.</summary>
    public static string Address(string path, DeliveryStatus? status, int page = 1)
    {
        var query = QueryString.Empty;
        query = status is { } wanted ? query.Add("outcome", Words.First(known => known.Status == wanted).Word) : query;
        query = page > 1 ? query.Add("page", $"{page}") : query;
        return path + query;
    }
}
