using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Verification;

/// <summary>How runs wait for one-time codes.</summary>
public sealed class OtpOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Otp";

    /// <summary>How long a run waits for a code, in seconds.</summary>
    /// <value>The default is 900.</value>
    [Range(1, 86_400)]
    public double WaitSeconds { get; set; } = 900;

    /// <summary>Time between two looks for a code, in seconds.</summary>
    /// <value>The default is 10.</value>
    [Range(0.05, 300)]
    public double PollSeconds { get; set; } = 10;

    /// <summary>How old a pushed code may be, in seconds.</summary>
    /// <value>The default is 600.</value>
    [Range(1, 86_400)]
    public double MaxAgeSeconds { get; set; } = 600;

    /// <summary>How often a connection to a totp_url is tried within one look.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 10)]
    public int ConnectTries { get; set; } = 3;

    /// <summary>Time between these tries, in seconds.</summary>
    /// <value>The default is 5.</value>
    [Range(0.05, 60)]
    public double ConnectGapSeconds { get; set; } = 5;

    /// <summary>Longest time of one request to a totp_url, in seconds.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 300)]
    public double RequestSeconds { get; set; } = 30;
}

/// <summary>Refuses settings out of range when the server starts.</summary>
[Microsoft.Extensions.Options.OptionsValidator]
internal sealed partial class OtpOptionsValidator : Microsoft.Extensions.Options.IValidateOptions<OtpOptions>;
