using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>totp_codes</c>: looked up by identifier while runs wait.</summary>
internal sealed class TotpCodeConfiguration : IEntityTypeConfiguration<TotpCode>
{
    public void Configure(EntityTypeBuilder<TotpCode> builder)
    {
        builder.ToTable("totp_codes");
        builder.HasOne<Organization>().WithMany().HasForeignKey(code => code.OrganizationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(code => new { code.OrganizationId, code.TotpIdentifier, code.CreatedAt });
        builder.HasIndex(code => code.CreatedAt);
    }
}
