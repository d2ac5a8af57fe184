using System.Text;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Files;

/// <summary>
/// Finds the files that a prompt gives for upload: addresses that it says to upload, data: URIs, and short contents written out
/// ("a file "notes.txt" with the content "…""). Addresses to go to are no files; those of files uploaded to this server always are.
/// </summary>
internal static partial class PromptFiles
{
    /// <summary>The prompt, contents replaced by the files' names, and the files.</summary>
    public static (string Goal, IReadOnlyList<RunFile> Files) Find(string prompt)
    {
        var files = new List<RunFile>();
        var goal = DataUri().Replace(prompt, match => Content(match, files) is { } name ? name : match.Value);
        goal = Written().Replace(goal, match =>
        {
            var name = Add(files, new RunFile(FileNames.Safe(match.Groups["name"].Value, "file.txt")) { Content = Encoding.UTF8.GetBytes(match.Groups["text"].Value) });
            return $"file \"{name}\"";
        });
        goal = Stored().Replace(goal, match => Uri.TryCreate(match.Value, UriKind.Absolute, out var address)
            ? Add(files, new RunFile(FileNames.Safe(match.Groups["name"].Value, "file")) { Address = address })
            : match.Value);
        if (UploadWord().IsMatch(goal))
        {
            foreach (Match match in Address().Matches(goal))
            {
                var written = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', '"', '\'', '}', ']');
                if (Uri.TryCreate(written, UriKind.Absolute, out var address) && IsFile(goal, match.Index, address))
                {
                    Add(files, new RunFile(FileNames.Safe(address.AbsolutePath, "file")) { Address = address });
                }
            }
        }

        return (goal, files);
    }

    // Right behind "upload", or ending like a document.
    private static bool IsFile(string goal, int index, Uri address) =>
        UploadBefore().IsMatch(goal[Math.Max(0, index - 80)..index]) || DocumentEnding().IsMatch(address.AbsolutePath) && !GoBefore().IsMatch(goal[Math.Max(0, index - 40)..index]);

    private static string? Content(Match match, List<RunFile> files)
    {
        var (type, parameters, data) = (match.Groups["type"].Value, match.Groups["parameters"].Value, match.Groups["data"].Value);
        try
        {
            var isBase64 = parameters.Contains(";base64", StringComparison.OrdinalIgnoreCase);
            var content = isBase64 ? Convert.FromBase64String(Uri.UnescapeDataString(data)) : Encoding.UTF8.GetBytes(Uri.UnescapeDataString(data));
            var named = NameParameter().Match(parameters).Groups["name"].Value;
            return Add(files, new RunFile(FileNames.Safe(named, $"file{Ending(type)}")) { Content = content });
        }
        catch (FormatException)
        {
            return null; // not what it says it is: it stays part of the text
        }
    }

    private static string Add(List<RunFile> files, RunFile file)
    {
        if (file.Address is not null && files.FirstOrDefault(known => known.Address == file.Address) is { } same)
        {
            return same.Name;
        }

        var named = file with { Name = FileNames.Unique(file.Name, files.Select(known => known.Name)) };
        files.Add(named);
        return named.Name;
    }

    private static string Ending(string type) => type.ToLowerInvariant() switch
    {
        "application/pdf" => ".pdf",
        "application/json" => ".json",
        "application/zip" => ".zip",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/svg+xml" => ".svg",
        "text/csv" => ".csv",
        "text/html" => ".html",
        "text/plain" or "" => ".txt",
        _ => ".bin",
    };

    [GeneratedRegex(@"\bdata:(?<type>[\w.+-]+/[\w.+-]+)?(?<parameters>(?:;[\w.%=+-]+)*),(?<data>[A-Za-z0-9+/=%._~!$&()*;:@-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex DataUri();

    [GeneratedRegex(@"\bhttps?://[^\s<>""'`]+?/v1/files/file_[0-9a-f-]+/(?<name>[^\s<>""'`?/]+)\?expiry=\d+&kid=[\w-]+&sig=[\w-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Stored();

    [GeneratedRegex(@";(?:file)?name=(?<name>[^;,]+)", RegexOptions.IgnoreCase)]
    private static partial Regex NameParameter();

    [GeneratedRegex(
        """\bfile\s+(?:(?:named|called)\s+)?["']?(?<name>[\w][\w .-]*\.\w{1,8})["']?\s+(?:with|containing)\s+(?:the\s+)?(?:contents?|text)?\s*:?\s*"(?<text>[^"]*)["]""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Written();

    [GeneratedRegex(@"\b(?:upload\w*|attach\w*|hochladen|lade\b|anhängen|téléverse\w*|joindre|joins|sube|subir|adjunta\w*)", RegexOptions.IgnoreCase)]
    private static partial Regex UploadWord();

    [GeneratedRegex("""\b(?:upload\w*|attach\w*|téléverse\w*|joindre|joins|sube|subir|adjunta\w*|lade)\s+(?:(?:the|this|my|das|die|den|le|la|el)\s+)?(?:(?:file|document|datei|dokument|fichier|archivo|cv|resume|résumé|image|picture|photo|\w+)\s+)?(?:(?:from|at|von|depuis|de)\s+)?["'(<]?$""", RegexOptions.IgnoreCase)]
    private static partial Regex UploadBefore();

    [GeneratedRegex("""\b(?:go\s+to|goto|open|visit|navigate\s+to|download|öffne|besuche)\s+["'(<]?$""", RegexOptions.IgnoreCase)]
    private static partial Regex GoBefore();

    [GeneratedRegex(@"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|tsv|json|xml|zip|png|jpe?g|gif|webp|svg|heic|tiff?|mp[34]|eml)$", RegexOptions.IgnoreCase)]
    private static partial Regex DocumentEnding();

    [GeneratedRegex(@"\bhttps?://[^\s<>""'`]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
