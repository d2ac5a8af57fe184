using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class BrowserSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "browser_session_id",
                table: "runs",
                type: "text",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "run_id",
                table: "artifacts",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "browser_session_id",
                table: "artifacts",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "browser_sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    organization_id = table.Column<string>(type: "text", nullable: false),
                    node_id = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    request = table.Column<string>(type: "text", nullable: false),
                    generate_browser_profile = table.Column<bool>(type: "boolean", nullable: false),
                    runnable_type = table.Column<string>(type: "text", nullable: true),
                    runnable_id = table.Column<string>(type: "text", nullable: true),
                    warning = table.Column<string>(type: "text", nullable: true),
                    failure_reason = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    modified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_activity_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_browser_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_browser_sessions_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_runs_browser_session_id_created_at",
                table: "runs",
                columns: new[] { "browser_session_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_artifacts_browser_session_id_created_at",
                table: "artifacts",
                columns: new[] { "browser_session_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_browser_sessions_open",
                table: "browser_sessions",
                column: "last_seen_at",
                filter: "status IN ('created', 'running')");

            migrationBuilder.CreateIndex(
                name: "ix_browser_sessions_organization_id_created_at",
                table: "browser_sessions",
                columns: new[] { "organization_id", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "browser_sessions");

            migrationBuilder.DropIndex(
                name: "ix_runs_browser_session_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_artifacts_browser_session_id_created_at",
                table: "artifacts");

            migrationBuilder.DropColumn(
                name: "browser_session_id",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "browser_session_id",
                table: "artifacts");

            migrationBuilder.AlterColumn<string>(
                name: "run_id",
                table: "artifacts",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);
        }
    }
}
