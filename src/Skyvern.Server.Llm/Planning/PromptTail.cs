using System.Globalization;
using System.Text;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Planning;

/// <summary>Writes the end of a prompt: all that differs from step to step and is not the page.</summary>
internal static class PromptTail
{
    public static string Write(PlanningContext context)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"STEP {context.StepNumber}/{context.MaxSteps}. DATE {context.Today:yyyy-MM-dd}.");
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

        if (context.StepNumber >= 0.75 * context.MaxSteps)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nBUDGET: {context.MaxSteps - context.StepNumber} steps are left after this one; go straight for the goal.");
        }

        return text.ToString();
    }
}
