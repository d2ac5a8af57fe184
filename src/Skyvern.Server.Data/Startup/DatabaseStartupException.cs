namespace Skyvern.Server.Data.Startup;

/// <summary>The server cannot start with this database; the message is a sentence for the person who starts it.</summary>
public sealed class DatabaseStartupException(string message, Exception? innerException = null) : Exception(message, innerException);
