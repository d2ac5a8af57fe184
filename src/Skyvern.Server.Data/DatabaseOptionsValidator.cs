using Microsoft.Extensions.Options;

namespace Skyvern.Server.Data;

/// <summary>Checks <see cref="DatabaseOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>;
