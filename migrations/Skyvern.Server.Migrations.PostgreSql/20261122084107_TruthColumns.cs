using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Skyvern.Server.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class TruthColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "cost",
                table: "runs",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "unverified_fields",
                table: "runs",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "cache_write_tokens",
                table: "run_steps",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "cost",
                table: "run_steps",
                type: "double precision",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
