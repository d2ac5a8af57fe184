using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EngineAtFullStrength : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "cost",
                table: "runs",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "unverified_fields",
                table: "runs",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "cache_write_tokens",
                table: "run_steps",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "cost",
                table: "run_steps",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "credentials",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    username = table.Column<string>(type: "TEXT", nullable: false),
                    protected_password = table.Column<string>(type: "TEXT", nullable: false),
                    protected_totp_secret = table.Column<string>(type: "TEXT", nullable: true),
                    origins = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credentials", x => x.id);
                    table.ForeignKey(
                        name: "fk_credentials_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "totp_codes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    totp_identifier = table.Column<string>(type: "TEXT", nullable: false),
                    task_id = table.Column<string>(type: "TEXT", nullable: true),
                    workflow_id = table.Column<string>(type: "TEXT", nullable: true),
                    workflow_run_id = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    protected_content = table.Column<string>(type: "TEXT", nullable: false),
                    protected_code = table.Column<string>(type: "TEXT", nullable: true),
                    type = table.Column<string>(type: "TEXT", nullable: true),
                    expired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_totp_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_totp_codes_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credentials_organization_id_name",
                table: "credentials",
                columns: new[] { "organization_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_totp_codes_created_at",
                table: "totp_codes",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_totp_codes_organization_id_totp_identifier_created_at",
                table: "totp_codes",
                columns: new[] { "organization_id", "totp_identifier", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credentials");

            migrationBuilder.DropTable(
                name: "totp_codes");

            migrationBuilder.DropColumn(
                name: "cost",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "unverified_fields",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "cache_write_tokens",
                table: "run_steps");

            migrationBuilder.DropColumn(
                name: "cost",
                table: "run_steps");
        }
    }
}
