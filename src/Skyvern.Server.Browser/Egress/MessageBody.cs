using System.Globalization;
using System.Text;

namespace Skyvern.Server.Browser.Egress;

/// <summary>Copies the body of a message as it is framed.</summary>
internal static class MessageBody
{
    /// <summary>Copies a request's body, if it has one.</summary>
    public static Task CopyRequestAsync(MessageHead head, WireReader reader, Stream target, CancellationToken cancellationToken) =>
        head.IsChunked ? CopyChunksAsync(reader, target, cancellationToken) : reader.CopyAsync(head.Length ?? 0, target, cancellationToken);

    /// <summary>Copies an answer's body to its end.</summary>
    public static Task CopyAnswerAsync(MessageHead head, WireReader reader, Stream target, CancellationToken cancellationToken) =>
        head.IsChunked || head.Length is not null
            ? CopyRequestAsync(head, reader, target, cancellationToken)
            : reader.CopyToEndAsync(target, cancellationToken);

    private static async Task CopyChunksAsync(WireReader reader, Stream target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(cancellationToken);
            if (!long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new WireException("A chunk does not state its size.");
            }

            await WriteAsync(line);
            if (size == 0)
            {
                break;
            }

            await reader.CopyAsync(size, target, cancellationToken);
            await WriteAsync(await reader.ReadLineAsync(cancellationToken));
        }

        // Trailers, up to and including the empty line.
        string trailer;
        do
        {
            trailer = await reader.ReadLineAsync(cancellationToken);
            await WriteAsync(trailer);
        }
        while (trailer != "\r\n");

        ValueTask WriteAsync(string text) => target.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
    }
}
