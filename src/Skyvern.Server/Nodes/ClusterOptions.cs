using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Nodes;

/// <summary>How the processes that share one PostgreSQL find each other.</summary>
internal sealed class ClusterOptions : IValidatableObject
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Cluster";

    /// <summary>The address under which the other processes reach this one, e.g. <c>http://10.0.0.7:8000</c>.</summary>
    /// <value>Empty: the first address it listens on; where that is all addresses, the machine's own one with that port.</value>
    public string Address { get; set; } = "";

    /// <summary>How often a process tells that it is there, in seconds.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 60)]
    public int CheckInSeconds { get; set; } = 3;

    /// <summary>How many seconds a process may be late with that until others take over what it works on.</summary>
    /// <value>The default is 12.</value>
    [Range(1, 600)]
    public int SilenceSeconds { get; set; } = 12;

    /// <summary>After so long without a word a process counts as gone.</summary>
    internal TimeSpan Patience => TimeSpan.FromSeconds(CheckInSeconds + SilenceSeconds);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length > 0 && !(Uri.TryCreate(Address, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")))
        {
            yield return new ValidationResult("Cluster:Address is no address: give one like http://10.0.0.7:8000, or leave it empty.", [nameof(Address)]);
        }
    }
}

/// <summary>Refuses settings out of range when the server starts.</summary>
[OptionsValidator]
internal sealed partial class ClusterOptionsValidator : IValidateOptions<ClusterOptions>;
