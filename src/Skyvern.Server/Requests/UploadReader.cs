using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Skyvern.Server.Core.Engine.Files;

namespace Skyvern.Server.Requests;

/// <summary>Reads an upload as it arrives, part by part: the file goes on as a stream and is never held whole.</summary>
internal sealed class UploadReader(HttpRequest request)
{
    private const int LongestField = 100;
    private const int LongestBoundary = 200;

    /// <summary>Whether a form of parts was sent.</summary>
    public bool IsForm => Boundary is { Length: > 0 and <= LongestBoundary };

    private string? Boundary => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;

    /// <summary>Gives each part named file to <paramref name="onFile"/> with its name, and returns the other fields.</summary>
    /// <exception cref="InvalidDataException">The form is broken off or malformed.</exception>
    /// <exception cref="IOException">The form is broken off.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(Func<string, Stream, Task> onFile, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new MultipartReader(Boundary!, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var place))
            {
                continue;
            }

            // Some clients send the file as an ordinary field, without a name of its own.
            if (HeaderUtilities.RemoveQuotes(place.Name).Value is "file")
            {
                await onFile(NameOf(place), section.Body);
            }
            else if (HeaderUtilities.RemoveQuotes(place.Name).Value is { Length: > 0 } name)
            {
                fields[name] = await TextAsync(section.Body, cancellationToken);
            }
        }

        return fields;
    }

    private static string NameOf(ContentDispositionHeaderValue place)
    {
        var given = place.FileNameStar.HasValue ? place.FileNameStar.Value! : HeaderUtilities.RemoveQuotes(place.FileName).Value ?? "";
        return FileNames.Safe(given, "file");
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField];
        var length = await body.ReadAtLeastAsync(buffer, LongestField, throwOnEndOfStream: false, cancellationToken);
        await body.CopyToAsync(Stream.Null, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
