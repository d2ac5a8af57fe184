using Microsoft.Extensions.Options;

namespace Skyvern.Server.Jobs;

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class WorkerOptionsValidator : IValidateOptions<WorkerOptions>;
