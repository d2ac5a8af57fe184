using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Uploads;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>uploaded_files</c>.</summary>
internal sealed class UploadedFileConfiguration : IEntityTypeConfiguration<UploadedFile>
{
    public void Configure(EntityTypeBuilder<UploadedFile> builder)
    {
        builder.ToTable("uploaded_files");
        builder.HasIndex(file => file.ExpiresAt);
        builder.HasOne<Organization>().WithMany().HasForeignKey(file => file.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
