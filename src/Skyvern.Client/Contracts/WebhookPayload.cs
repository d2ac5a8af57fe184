namespace Skyvern.Client.Contracts;

/// <summary>The body that tells a webhook about a finished run: the run's fields, then the names of the first generation.</summary>
public sealed record WebhookPayload : TaskFields;
