using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>How many steps a run may take: as asked for, else as its organization has it, else as the settings say for its engine.</summary>
public static class StepLimit
{
    /// <summary>The number.</summary>
    public static int Of(TaskRequest request, Organization? organization, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        return request.MaxSteps is > 0 and { } asked ? asked
            : organization?.MaxStepsPerRun is { } allowed ? allowed
            : request.Engine == "skyvern-1.0" ? options.MaxStepsForEngine1
            : options.MaxSteps;
    }
}
