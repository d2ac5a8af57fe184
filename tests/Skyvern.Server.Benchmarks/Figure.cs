namespace Skyvern.Server.Benchmarks;

/// <summary>A row of the table.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Ours">What was found, as a rule median / p95.</param>
/// <param name="Goal">What it should be.</param>
/// <param name="Field">What others need for the same.</param>
internal sealed record Figure(string Measure, string Ours, string Goal = "", string Field = "");
