using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>
/// Decides where a planner may go by itself: sites that the caller chose, sites that a page led to, addresses that a page linked to. So a
/// page cannot have an address made up that carries data away. With a strict list, only what the list names may be opened or given data.
/// </summary>
internal sealed class OriginGuard(IOptions<NetworkOptions> options) : IActionPreparer
{
    private readonly AllowedOrigins _strict = AllowedOrigins.Parse(options.Value.AllowedOrigins);

    /// <inheritdoc />
    public Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page)
    {
        var problem = action switch
        {
            GoToAction goTo => Problem(run.Sites, goTo.Url),
            TabAction { Op: TabOperation.Open, Id: { Length: > 0 } address } => Problem(run.Sites, address),
            FillAction or TypeAction or SelectAction or UploadAction or OtpAction or LoginAction or ClickAction or PressAction or DragAction or ClickAtAction
                when !_strict.IsEmpty && page.Url != "about:blank" && !_strict.Holds(page.Url) =>
                $"{ActionText.Place(page.Url)} is not in the server's list of allowed origins: nothing can be done there. Go back.",
            _ => null,
        };
        return Task.FromResult(new PreparedAction(action, problem is null ? null : new ActionResult(ActionCode.Blocked, problem)));
    }

    private string? Problem(RunSites sites, string text)
    {
        if (text.Trim() == "about:blank")
        {
            return null;
        }

        if (Parse(text) is not { } address)
        {
            return "Only http and https addresses can be opened.";
        }

        if (!_strict.IsEmpty)
        {
            return _strict.Holds(address.AbsoluteUri) ? null : $"{address.Host} is not in the server's list of allowed origins.";
        }

        if (sites.Allows(address))
        {
            return null;
        }

        if (!sites.AwaitsFirst)
        {
            return $"{address.Host} is neither a site of the task nor one that a page led to, and no page linked to this address.";
        }

        if (address is not { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" })
        {
            return $"Only the home page of a site can be opened first: {address.GetLeftPart(UriPartial.Authority)}/";
        }

        sites.Choose(SiteName.Of(address)!);
        return null;
    }

    // As the browser part reads it: what is judged here must be what is opened there.
    private static Uri? Parse(string text) => TypedAddress.Read(text) is { } address && SiteName.Of(address) is not null ? address : null;
}
