using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>shared_keys</c>.</summary>
internal sealed class SharedKeyConfiguration : IEntityTypeConfiguration<SharedKey>
{
    public void Configure(EntityTypeBuilder<SharedKey> builder)
    {
        builder.ToTable("shared_keys");
        builder.HasKey(key => key.Name);
    }
}
