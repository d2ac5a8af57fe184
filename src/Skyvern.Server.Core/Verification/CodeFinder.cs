namespace Skyvern.Server.Core.Verification;

/// <summary>Finds the code or the link in what a mailbox, a phone or a code service passed on.</summary>
public sealed class CodeFinder(IEnumerable<ICodeReader> readers)
{
    /// <summary>The code; null when the text holds none, or leaves a choice that nothing decides.</summary>
    /// <exception cref="CodeReaderException">The choice needs a reader that cannot be asked now.</exception>
    public async Task<OneTimeCode?> FindAsync(string content, CancellationToken cancellationToken)
    {
        var text = content.Trim();
        if (text.Length <= OneTimeCode.LongestBare)
        {
            return text.Length > 0 ? new OneTimeCode(text) : null;
        }

        var message = MessageText.Of(text);
        if (LinkText.Read(message) is { } link && !CodeText.SpeaksOfCode(message))
        {
            return new OneTimeCode(link, OtpType.MagicLink);
        }

        var reading = CodeText.Read(message);
        var code = reading.Sure ?? (reading.Candidates.Count > 1 && readers.FirstOrDefault() is { } reader
            ? await AskAsync(reader, message, cancellationToken)
            : reading.Nearest);
        return code is not null ? new OneTimeCode(code)
            : reading.Candidates.Count == 0 && LinkText.Read(message) is { } last ? new OneTimeCode(last, OtpType.MagicLink)
            : null;
    }

    /// <summary>An answer that the message does not hold is an invention.</summary>
    private static async Task<string?> AskAsync(ICodeReader reader, string message, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(message, cancellationToken))?.Trim() is { Length: > 0 } value && message.Contains(value, StringComparison.Ordinal)
            ? value
            : null;
}
