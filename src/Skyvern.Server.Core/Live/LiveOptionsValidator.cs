using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Live;

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
