using System.Globalization;
using Skyvern.Server.Core.Webhooks;

namespace Skyvern.Server.Pages.Webhooks;

/// <summary>Reads the deliveries that an address asks for.</summary>
internal sealed class WebhookListReader(IWebhookStore webhooks)
{
    /// <summary>As the query says: <c>outcome</c> and <c>page</c>; what cannot be read is left out.</summary>
    public async Task<WebhookList> ReadAsync(string organizationId, IQueryCollection query, CancellationToken cancellationToken)
    {
        var outcome = WebhookList.Words.Where(known => known.Word == query["outcome"].ToString()).Select(known => (DeliveryStatus?)known.Status).FirstOrDefault();
        var page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 1;
        var found = await webhooks.ListAsync(new DeliveryFilter(organizationId, outcome, page, WebhookList.PageSize), cancellationToken);
        return new WebhookList(found.Items, found.TotalCount, await webhooks.CountAsync(organizationId, cancellationToken), outcome, page);
    }
}
