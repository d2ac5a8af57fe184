using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_organization_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_organization_id_modified_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_organization_id_status_created_at",
                table: "runs");

            migrationBuilder.CreateIndex(
                name: "ix_runs_created",
                table: "runs",
                columns: new[] { "organization_id", "created_at", "id", "workflow_run_id", "run_type", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_finished_at",
                table: "runs",
                column: "finished_at");

            migrationBuilder.CreateIndex(
                name: "ix_runs_modified",
                table: "runs",
                columns: new[] { "organization_id", "modified_at", "id", "workflow_run_id", "run_type", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_status",
                table: "runs",
                columns: new[] { "organization_id", "status", "created_at", "id", "workflow_run_id", "run_type" });

            migrationBuilder.CreateIndex(
                name: "ix_artifacts_created_at",
                table: "artifacts",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_artifacts_step_id",
                table: "artifacts",
                column: "step_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_created",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_finished_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_modified",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_status",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_artifacts_created_at",
                table: "artifacts");

            migrationBuilder.DropIndex(
                name: "ix_artifacts_step_id",
                table: "artifacts");

            migrationBuilder.CreateIndex(
                name: "ix_runs_organization_id_created_at",
                table: "runs",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_organization_id_modified_at",
                table: "runs",
                columns: new[] { "organization_id", "modified_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_organization_id_status_created_at",
                table: "runs",
                columns: new[] { "organization_id", "status", "created_at" });
        }
    }
}
