namespace Skyvern.Server.Core.Browsing;

/// <summary>
/// Tells where the names that people can register begin. The whole public suffix list (some 10,000 entries, changed weekly) is not
/// carried along: the rule for countries' second levels and the best-known hosting domains cover what is met in practice. A suffix that
/// is missing here makes its customers look like one site.
/// </summary>
internal static class PublicSuffixes
{
    // With a two-letter country behind it, such a label is a registry and not somebody's name: co.uk, com.br, or.jp.
    private static readonly HashSet<string> SecondLevels = new(StringComparer.Ordinal)
    {
        "ac", "co", "com", "edu", "gob", "gouv", "gov", "gub", "go", "ltd", "me", "mil", "ne", "net", "nhs", "nom", "or", "org", "plc", "police",
        "sch", "school", "web", "gv", "id", "info", "ind", "gen", "firm", "in", "art", "biz", "asn", "csiro", "lg", "ed", "ad", "gr", "re", "pe",
    };

    // Below these every name belongs to somebody else.
    private static readonly HashSet<string> Hosting = new(StringComparer.Ordinal)
    {
        "amazonaws.com", "appspot.com", "azureedge.net", "azurefd.net", "azurestaticapps.net", "azurewebsites.net", "b-cdn.net", "bitbucket.io",
        "blogspot.com", "cloudapp.net", "cloudfront.net", "codeberg.page", "deno.dev", "duckdns.org", "dyndns.org", "firebaseapp.com", "fly.dev",
        "framer.app", "gitbook.io", "github.dev", "github.io", "githubpreview.dev", "gitlab.io", "glitch.me", "googleusercontent.com",
        "herokuapp.com", "hf.space", "lovable.app", "loca.lt", "myshopify.com", "netlify.app", "ngrok-free.app", "ngrok-free.dev", "ngrok.app",
        "ngrok.dev", "ngrok.io", "now.sh", "on.aws", "onrender.com", "pages.dev", "pythonanywhere.com", "r2.dev", "railway.app",
        "readthedocs.io", "render.com", "repl.co", "replit.app", "replit.dev", "run.app", "serveo.net", "sharepoint.com", "streamlit.app",
        "surge.sh", "trycloudflare.com", "tumblr.com", "vercel.app", "vercel.dev", "web.app", "webflow.io", "weebly.com", "wixsite.com",
        "windows.net", "wordpress.com", "workers.dev", "zendesk.com",
    };

    /// <summary>The suffix and the one label before it; the host itself where it is a suffix.</summary>
    public static string RegistrableDomain(string host)
    {
        var labels = host.Split('.');
        var hosted = Enumerable.Range(0, labels.Length).Select(start => string.Join('.', labels[start..])).FirstOrDefault(Hosting.Contains);
        if (hosted is not null)
        {
            return Last(labels, hosted.Split('.').Length + 1, host);
        }

        var isRegistry = labels is [.., var second, { Length: 2 }] && SecondLevels.Contains(second);
        return Last(labels, isRegistry ? 3 : 2, host);
    }

    // Buckets and functions of a cloud have several labels before the suffix: there the whole host is the site.
    private static string Last(string[] labels, int count, string host) =>
        labels.Length <= count || host.EndsWith(".amazonaws.com", StringComparison.Ordinal) || host.EndsWith(".windows.net", StringComparison.Ordinal)
            || host.EndsWith(".run.app", StringComparison.Ordinal)
            ? host
            : string.Join('.', labels[^count..]);
}
