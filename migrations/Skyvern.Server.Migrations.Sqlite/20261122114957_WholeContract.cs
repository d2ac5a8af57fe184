using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WholeContract : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "browser_session_id",
                table: "runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "workflow_permanent_id",
                table: "runs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "workflow_run_id",
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
                name: "browser_profiles",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    protected_state = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_browser_profiles", x => x.id);
                    table.ForeignKey(
                        name: "fk_browser_profiles_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

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
                    profile_id = table.Column<string>(type: "TEXT", nullable: true),
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

            migrationBuilder.CreateTable(
                name: "uploaded_files",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    storage_key = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    checksum = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploaded_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_uploaded_files_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workflows",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    permanent_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    is_saved_task = table.Column<bool>(type: "INTEGER", nullable: false),
                    definition = table.Column<string>(type: "TEXT", nullable: false),
                    from_run_id = table.Column<string>(type: "TEXT", nullable: true),
                    creation_key = table.Column<string>(type: "TEXT", nullable: true),
                    creation_hash = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    search_text = table.Column<string>(type: "TEXT", nullable: false)
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
                name: "ix_runs_browser_session_id_created_at",
                table: "runs",
                columns: new[] { "browser_session_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_workflow_permanent_id_created_at",
                table: "runs",
                columns: new[] { "workflow_permanent_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_workflow_run_id_created_at",
                table: "runs",
                columns: new[] { "workflow_run_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_artifacts_browser_session_id_created_at",
                table: "artifacts",
                columns: new[] { "browser_session_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_browser_profiles_organization_id_name",
                table: "browser_profiles",
                columns: new[] { "organization_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_browser_sessions_open",
                table: "browser_sessions",
                column: "last_seen_at",
                filter: "status IN ('created', 'running')");

            migrationBuilder.CreateIndex(
                name: "ix_browser_sessions_organization_id_created_at",
                table: "browser_sessions",
                columns: new[] { "organization_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_uploaded_files_expires_at",
                table: "uploaded_files",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_uploaded_files_organization_id",
                table: "uploaded_files",
                column: "organization_id");

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
                name: "browser_profiles");

            migrationBuilder.DropTable(
                name: "browser_sessions");

            migrationBuilder.DropTable(
                name: "uploaded_files");

            migrationBuilder.DropTable(
                name: "workflows");

            migrationBuilder.DropIndex(
                name: "ix_runs_browser_session_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_workflow_permanent_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_runs_workflow_run_id_created_at",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "ix_artifacts_browser_session_id_created_at",
                table: "artifacts");

            migrationBuilder.DropColumn(
                name: "browser_session_id",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "workflow_permanent_id",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "workflow_run_id",
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
