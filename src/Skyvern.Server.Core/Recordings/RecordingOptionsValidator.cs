using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Recordings;

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class RecordingOptionsValidator : IValidateOptions<RecordingOptions>;
