namespace Skyvern.Server.Pages.Webhooks;

/// <summary>What came of trying an address.</summary>
/// <param name="Url">The address.</param>
/// <param name="Status">What it answered; null: nothing.</param>
/// <param name="Milliseconds">How long that took.</param>
/// <param name="Error">Why it does not count; null: it does.</param>
/// <param name="Answer">The beginning of what it said.</param>
public sealed record WebhookTry(string Url, int? Status, int Milliseconds, string? Error, string Answer);
