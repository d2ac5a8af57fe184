namespace Skyvern.Server.Nodes;

/// <summary>Gives the answer of another process as this one's.</summary>
internal static class NodeAnswer
{
    public static async Task CopyAsync(HttpResponseMessage answer, HttpResponse to, CancellationToken cancellationToken)
    {
        to.StatusCode = (int)answer.StatusCode;
        to.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.Location is { } place)
        {
            to.Headers.Location = place.OriginalString;
        }

        await answer.Content.CopyToAsync(to.Body, cancellationToken);
    }
}
