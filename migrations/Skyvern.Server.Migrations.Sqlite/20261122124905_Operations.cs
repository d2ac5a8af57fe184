using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
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

            migrationBuilder.AddColumn<string>(
                name: "node_id",
                table: "runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "nodes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    roles = table.Column<string>(type: "TEXT", nullable: false),
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    storage = table.Column<string>(type: "TEXT", nullable: false),
                    runs = table.Column<int>(type: "INTEGER", nullable: false),
                    sessions = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_nodes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shared_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_keys", x => x.name);
                });

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
            migrationBuilder.DropTable(
                name: "nodes");

            migrationBuilder.DropTable(
                name: "shared_keys");

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

            migrationBuilder.DropColumn(
                name: "node_id",
                table: "runs");

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
