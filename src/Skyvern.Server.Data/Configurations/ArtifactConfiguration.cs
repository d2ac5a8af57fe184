using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The table <c>artifacts</c>.</summary>
internal sealed class ArtifactConfiguration : IEntityTypeConfiguration<Artifact>
{
    public void Configure(EntityTypeBuilder<Artifact> builder)
    {
        builder.ToTable("artifacts");
        builder.HasOne<TaskRun>().WithMany().HasForeignKey(artifact => artifact.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(artifact => new { artifact.RunId, artifact.CreatedAt });
        builder.HasIndex(artifact => new { artifact.BrowserSessionId, artifact.CreatedAt });
        builder.HasIndex(artifact => artifact.StepId);
        builder.HasIndex(artifact => artifact.CreatedAt);
    }
}
