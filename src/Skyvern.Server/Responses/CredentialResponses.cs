using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Credentials;

namespace Skyvern.Server.Responses;

/// <summary>Shows credentials.</summary>
internal static class CredentialResponses
{
    public static CredentialResponse Of(Credential credential) => new()
    {
        CredentialId = credential.Id,
        Name = credential.Name,
        CredentialType = "password",
        Credential = new CredentialDetails
        {
            Username = credential.Username,
            TotpType = credential.ProtectedTotpSecret is null ? "none" : "authenticator",
        },
        Origins = credential.Origins,
        CreatedAt = credential.CreatedAt,
        ModifiedAt = credential.ModifiedAt,
    };
}
