namespace Skyvern.Server.Core.Verification;

/// <summary>Reads the code out of a message in which rules found more than one candidate; a model can do it. May be missing.</summary>
public interface ICodeReader
{
    /// <summary>The code as the message has it, or null when it cannot tell.</summary>
    /// <exception cref="CodeReaderException">It cannot be asked now.</exception>
    Task<string?> ReadAsync(string message, CancellationToken cancellationToken);
}

/// <summary>The reader of codes does not answer.</summary>
public sealed class CodeReaderException(string message, Exception? cause = null) : Exception(message, cause);
