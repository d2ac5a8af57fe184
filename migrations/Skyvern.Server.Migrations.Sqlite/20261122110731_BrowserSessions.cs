using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "run_id",
                table: "artifacts",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "browser_session_id",
                table: "artifacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "browser_sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    node_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    request = table.Column<string>(type: "TEXT", nullable: false),
                    generate_browser_profile = table.Column<bool>(type: "INTEGER", nullable: false),
                    runnable_type = table.Column<string>(type: "TEXT", nullable: true),
                    runnable_id = table.Column<string>(type: "TEXT", nullable: true),
                    warning = table.Column<string>(type: "TEXT", nullable: true),
                    failure_reason = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_activity_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
