using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Engine;

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class EngineOptionsValidator : IValidateOptions<EngineOptions>;
