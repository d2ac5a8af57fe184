using System.CommandLine;

namespace Skyvern.Server.Commands;

/// <summary><c>doctor</c>: looks at everything that the server needs and says what to do where something is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create() => LocalCommand.Create(
        "doctor",
        "Check everything that the server needs: data folder, database, artifacts, browser, language model, address, telemetry. Exit code 1 when it could not work.",
        async (app, result, cancellationToken) =>
        {
            var findings = await Doctor.ExamineAsync(app, cancellationToken);
            foreach (var finding in findings)
            {
                result.InvocationConfiguration.Output.WriteLine($"{Mark(finding.Level),-5} {finding.Part,-12} {finding.Words}");
            }

            return findings.Any(finding => finding.Level == FindingLevel.Bad) ? 1 : 0;
        });

    private static string Mark(FindingLevel level) => level switch
    {
        FindingLevel.Good => "ok",
        FindingLevel.Note => "note",
        _ => "FAIL",
    };
}
