using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Sessions;

/// <summary>Browser sessions of this process.</summary>
public sealed class BrowserSessionOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Sessions";

    /// <summary>How many browser sessions may be open at the same time in this process; each is a browser of about 250 MB. 0: none are offered.</summary>
    /// <value>The default is 5.</value>
    [Range(0, 200)]
    public int MaxOpen { get; set; } = 5;

    /// <summary>Whether callers may connect to the browser of a session over the Chrome DevTools protocol (<c>browser_address</c>).</summary>
    /// <value>The default is true.</value>
    public bool OfferDevTools { get; set; } = true;
}

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class BrowserSessionOptionsValidator : IValidateOptions<BrowserSessionOptions>;
