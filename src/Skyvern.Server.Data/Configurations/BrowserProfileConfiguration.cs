using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Profiles;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>browser_profiles</c>: the state in it is encrypted before it comes here.</summary>
internal sealed class BrowserProfileConfiguration : IEntityTypeConfiguration<BrowserProfile>
{
    public void Configure(EntityTypeBuilder<BrowserProfile> builder)
    {
        builder.ToTable("browser_profiles");
        builder.HasIndex(profile => new { profile.OrganizationId, profile.Name }).IsUnique();
        builder.HasOne<Organization>().WithMany().HasForeignKey(profile => profile.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}
