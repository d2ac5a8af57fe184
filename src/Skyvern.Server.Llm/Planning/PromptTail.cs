using System.Globalization;
using System.Text;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Planning;

/// <summary>Writes the end of a prompt: all that differs from step to step and is not the page.</summary>
internal static class PromptTail
{
    /// <summary>The tail; new files are those that came after TASK was written.</summary>
    public static string Write(PlanningContext context, IReadOnlyList<string>? newFiles = null)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"STEP {context.StepNumber}/{context.MaxSteps}. DATE {context.Today:yyyy-MM-dd}.");
        if (newFiles is { Count: > 0 })
        {
            text.Append("\nFILES: these can be uploaded as well: ").AppendJoin(", ", newFiles);
        }

        if (context.ExtractedJson is { Length: > 0 } data)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nDATA: {data.Length} characters are extracted and kept; done with output null returns them.");
        }

        if (context.StepNumber >= context.MaxSteps)
        {
            return text.Append("\nLAST STEP: only done is allowed. Give the data you have and say what is missing.").ToString();
        }

        if (context.Nudge is { Length: > 0 } nudge)
        {
            text.Append("\nADVICE: ").Append(nudge);
        }

        if (Budget(context) is { } budget)
        {
            text.Append("\nBUDGET: ").Append(budget);
        }

        return text.ToString();
    }

    private static string? Budget(PlanningContext context)
    {
        if (context.BudgetNote is { Length: > 0 } note)
        {
            return note;
        }

        var left = context.MaxSteps - context.StepNumber;
        return context.StepNumber < 0.75 * context.MaxSteps ? null
            : string.Create(CultureInfo.InvariantCulture, $"{left} {(left == 1 ? "step is" : "steps are")} left after this one; go straight for the goal.");
    }
}
