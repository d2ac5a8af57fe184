using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Responses;

/// <summary>Shows pushed codes to their owner.</summary>
internal static class TotpCodeResponses
{
    /// <summary>The words for kinds of codes.</summary>
    public static readonly IReadOnlyList<string> Types = ["totp", "magic_link"];

    public static TotpCodeResponse Of(PushedCode code) => new()
    {
        TotpCodeId = code.Row.Id,
        TotpIdentifier = code.Row.TotpIdentifier,
        TaskId = code.Row.TaskId,
        WorkflowId = code.Row.WorkflowId,
        WorkflowRunId = code.Row.WorkflowRunId,
        Source = code.Row.Source,
        Content = code.Content,
        Code = code.Code,
        Status = code.Row.Type is null ? "raw_pending" : null,
        ExpiredAt = code.Row.ExpiredAt,
        Type = Word(code.Row.Type),
        OtpType = Word(code.Row.Type),
        OrganizationId = code.Row.OrganizationId,
        CreatedAt = code.Row.CreatedAt,
        ModifiedAt = code.Row.ModifiedAt,
    };

    /// <summary>The kind of this word.</summary>
    public static OtpType? TypeOf(string? word) => word is null ? null : word == Types[1] ? OtpType.MagicLink : OtpType.Totp;

    private static string? Word(OtpType? type) => type is { } known ? Types[(int)known] : null;
}
