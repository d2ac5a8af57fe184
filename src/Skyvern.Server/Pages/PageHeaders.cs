using Skyvern.Server.Http;

namespace Skyvern.Server.Pages;

/// <summary>What pages may load and who may keep them: nothing from elsewhere, nobody.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not null)
        {
            Set(context);
        }

        return next(context);
    }

    /// <summary>Sets them on an answer that has not begun.</summary>
    public static void Set(HttpContext context)
    {
        // Pictures and recordings are named by the API's public address, which need not be the one that this person uses.
        var api = new Uri(context.RequestServices.GetRequiredService<ServerAddress>().Api).GetLeftPart(UriPartial.Authority);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; img-src 'self' data: blob: {api}; media-src 'self' blob: {api}; object-src 'none'; base-uri 'none'; form-action 'self'; " +
            SecurityHeaders.NoFrames;
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache, no-store"; // in the words that the form tokens ask for
    }
}
