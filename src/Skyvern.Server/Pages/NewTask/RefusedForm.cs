namespace Skyvern.Server.Pages.NewTask;

/// <summary>A form that could not be taken in, to be shown again with what was written.</summary>
/// <param name="Form">What was written.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="Key">Its idempotency key.</param>
public sealed record RefusedForm(TaskForm Form, FormFaults Faults, string Key);
