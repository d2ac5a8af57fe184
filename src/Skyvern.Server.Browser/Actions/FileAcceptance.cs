namespace Skyvern.Server.Browser.Actions;

/// <summary>Whether a file input's accept attribute lets a file in. A person's file dialog would not offer others, so none is given.</summary>
internal static class FileAcceptance
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf", [".json"] = "application/json", [".xml"] = "application/xml", [".zip"] = "application/zip", [".rtf"] = "application/rtf",
        [".doc"] = "application/msword", [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel", [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".ppt"] = "application/vnd.ms-powerpoint", [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".odt"] = "application/vnd.oasis.opendocument.text", [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".txt"] = "text/plain", [".csv"] = "text/csv", [".html"] = "text/html", [".htm"] = "text/html", [".md"] = "text/markdown",
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml", [".bmp"] = "image/bmp", [".tif"] = "image/tiff", [".tiff"] = "image/tiff", [".heic"] = "image/heic",
        [".mp3"] = "audio/mpeg", [".wav"] = "audio/wav", [".mp4"] = "video/mp4", [".mov"] = "video/quicktime", [".webm"] = "video/webm",
    };

    /// <summary>Whether the name's ending fits; endings whose type is not known pass, the page decides about them.</summary>
    public static bool Allows(string accept, string fileName)
    {
        var parts = accept.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ending = Path.GetExtension(fileName);
        var type = Types.GetValueOrDefault(ending);
        return parts.Length == 0 || parts.Any(part => Fits(part, ending, type));
    }

    private static bool Fits(string part, string ending, string? type) =>
        part is "*" or "*/*"
        || (part.StartsWith('.') ? part.Equals(ending, StringComparison.OrdinalIgnoreCase)
            : type is null
            || (part.EndsWith("/*", StringComparison.Ordinal) ? type.StartsWith(part[..^1], StringComparison.OrdinalIgnoreCase)
                : part.Equals(type, StringComparison.OrdinalIgnoreCase)));
}
