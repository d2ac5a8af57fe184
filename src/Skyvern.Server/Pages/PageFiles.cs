using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Skyvern.Server.Pages;

/// <summary>
/// Styles and scripts of the pages. All lie under a path that names their content, so that browsers keep them for ever and yet have those of
/// this version; modules find each other by relative names.
/// </summary>
internal sealed class PageFiles
{
    /// <summary>The folder beside the program.</summary>
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    private const string Root = "/assets";
    private const int NameLength = 10;

    public PageFiles()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        Base = $"{Root}/{Convert.ToHexStringLower(hash.GetHashAndReset())[..NameLength]}";
    }

    /// <summary>Where they lie in this version; no slash at the end.</summary>
    public string Base { get; }

    /// <summary>Serves them. Goes before routing: they need no log-in.</summary>
    public static void Use(WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(Folder),
        RequestPath = app.Services.GetRequiredService<PageFiles>().Base,
        OnPrepareResponse = answer =>
        {
            answer.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            answer.Context.Response.Headers.XContentTypeOptions = "nosniff";
        },
    });
}
