using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Workflows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "workflow_permanent_id",
                table: "runs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "workflow_run_id",
                table: "runs",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "workflows",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    permanent_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    organization_id = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    is_saved_task = table.Column<bool>(type: "boolean", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    from_run_id = table.Column<string>(type: "text", nullable: true),
                    creation_key = table.Column<string>(type: "text", nullable: true),
                    creation_hash = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflows", x => x.id);
                    table.ForeignKey(
                        name: "fk_workflows_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_runs_workflow_permanent_id_created_at",
                table: "runs",
                columns: new[] { "workflow_permanent_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_workflow_run_id_created_at",
                table: "runs",
                columns: new[] { "workflow_run_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_workflows_from_run_id",
                table: "workflows",
                column: "from_run_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflows_organization_id_created_at",
                table: "workflows",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_workflows_organization_id_creation_key",
                table: "workflows",
                columns: new[] { "organization_id", "creation_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflows_permanent_id_version",
                table: "workflows",
                columns: new[] { "permanent_id", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workflows");

            migrationBuilder.DropIndex(
                name: "ix_runs_workflow_permanent_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_workflow_run_id_created_at",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "workflow_permanent_id",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "workflow_run_id",
                table: "runs");
        }
    }
}
