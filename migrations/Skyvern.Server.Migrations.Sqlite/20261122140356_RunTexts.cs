using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RunTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_workflow_permanent_id_created_at",
                table: "runs");

            migrationBuilder.CreateTable(
                name: "run_texts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    run_id = table.Column<string>(type: "TEXT", nullable: false),
                    organization_id = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_texts", x => x.id);
                    table.ForeignKey(
                        name: "fk_run_texts_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(
                "INSERT INTO run_texts (run_id, organization_id, text) SELECT id, organization_id, search_text FROM runs ORDER BY created_at, id;");

            // Not DropColumn: that copies the whole table, and what refers to it.
            migrationBuilder.Sql("ALTER TABLE runs DROP COLUMN search_text;");

            migrationBuilder.CreateIndex(
                name: "ix_runs_workflow",
                table: "runs",
                columns: new[] { "workflow_permanent_id", "organization_id", "created_at", "id", "workflow_run_id", "run_type", "status" },
                filter: "workflow_permanent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_run_texts_run_id",
                table: "run_texts",
                column: "run_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_workflow",
                table: "runs");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "runs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE runs SET search_text = (SELECT text FROM run_texts WHERE run_id = runs.id);");

            migrationBuilder.Sql("DROP TABLE IF EXISTS run_texts_index;");

            migrationBuilder.DropTable(
                name: "run_texts");

            migrationBuilder.CreateIndex(
                name: "ix_runs_workflow_permanent_id_created_at",
                table: "runs",
                columns: new[] { "workflow_permanent_id", "created_at" });
        }
    }
}
