using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Data.Conversions;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>credentials</c>: what is secret in it is encrypted before it comes here.</summary>
internal sealed class CredentialConfiguration : IEntityTypeConfiguration<Credential>
{
    public void Configure(EntityTypeBuilder<Credential> builder)
    {
        builder.ToTable("credentials");
        builder.Property(credential => credential.Origins).StoredAsJson();
        builder.HasIndex(credential => new { credential.OrganizationId, credential.Name }).IsUnique();
        builder.HasOne<Organization>().WithMany().HasForeignKey(credential => credential.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}
