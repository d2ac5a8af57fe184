using System.ComponentModel.DataAnnotations;

namespace Skyvern.Client.Contracts;

/// <summary>Marks a text as the status of a run: one of the eight words, or null where it may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RunStatusAttribute()
    : AllowedValuesAttribute("created", "queued", "running", "completed", "failed", "terminated", "timed_out", "canceled");
