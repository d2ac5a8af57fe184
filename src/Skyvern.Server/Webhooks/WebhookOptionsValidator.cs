using Microsoft.Extensions.Options;

namespace Skyvern.Server.Webhooks;

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
