using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Retention;

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
