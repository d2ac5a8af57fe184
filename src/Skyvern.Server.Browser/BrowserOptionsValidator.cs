using Microsoft.Extensions.Options;

namespace Skyvern.Server.Browser;

/// <summary>Checks the settings at start.</summary>
[OptionsValidator]
internal sealed partial class BrowserOptionsValidator : IValidateOptions<BrowserOptions>;
