using System.Reflection;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Testing;

/// <summary>Puts marks on a run that only the data store can put there.</summary>
public static class RunMarks
{
    public static void SetDidIrreversibleAction(TaskRun run) =>
        typeof(TaskRun).GetProperty(nameof(TaskRun.DidIrreversibleAction), BindingFlags.Public | BindingFlags.Instance)!.SetValue(run, true);
}
