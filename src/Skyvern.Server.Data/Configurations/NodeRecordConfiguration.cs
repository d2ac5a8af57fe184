using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>nodes</c>.</summary>
internal sealed class NodeRecordConfiguration : IEntityTypeConfiguration<NodeRecord>
{
    public void Configure(EntityTypeBuilder<NodeRecord> builder) => builder.ToTable("nodes");
}
