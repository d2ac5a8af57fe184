using System.Diagnostics;
using Npgsql;

namespace Skyvern.Server.Testing;

/// <summary>
/// A PostgreSQL server for the tests of this process: the one that SKYVERN_TEST_POSTGRES names (a connection string whose user may create
/// databases), or a private cluster in a temporary folder, started with the first test that asks and gone with the process.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private readonly string _connectionString;
    private readonly Process? _script;

    private PostgresServer(string connectionString, Process? script) => (_connectionString, _script) = (connectionString, script);

    /// <summary>Whether it is this process's own; the reference keeps its script's input from being collected, and so closed.</summary>
    public bool IsPrivate => _script is { HasExited: false };

    /// <summary>A server of one test's own, which it may stop and start; gone with <see cref="DisposeAsync"/> or the process.</summary>
    public static Task<PostgresServer> StartOwnAsync() => StartPrivateAsync();

    /// <summary>The server, started if need be.</summary>
    public static Task<PostgresServer> GetAsync() => Started.Value;

    /// <summary>A connection string for one database of the server. Small pools: every test has its own.</summary>
    public string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder(_connectionString) { Database = database, MaxPoolSize = 16, IncludeErrorDetail = true }.ConnectionString;

    /// <summary>Runs a statement such as CREATE DATABASE, which stands outside of transactions.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_connectionString) { Database = "postgres", Pooling = false, Timeout = 60 }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops the server at once, as a crash does: all connections break.</summary>
    public Task StopAsync() => TellAsync("stop");

    /// <summary>Starts it again.</summary>
    public Task StartAgainAsync() => TellAsync("start");

    public async ValueTask DisposeAsync()
    {
        if (_script is { } script)
        {
            script.StandardInput.Close();
            await script.WaitForExitAsync();
            script.Dispose();
        }
    }

    private async Task TellAsync(string word)
    {
        await _script!.StandardInput.WriteLineAsync(word);
        if (await _script.StandardOutput.ReadLineAsync() != "done")
        {
            throw new InvalidOperationException($"PostgreSQL did not {word}. " + await _script.StandardError.ReadToEndAsync());
        }
    }

    private static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("SKYVERN_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return new PostgresServer(given, script: null);
        }

        return await StartPrivateAsync();
    }

    private static async Task<PostgresServer> StartPrivateAsync()
    {
        // The script holds the cluster as long as its standard input is open: however this process ends, the cluster goes too.
        var script = Process.Start(new ProcessStartInfo("sh", ["-c", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await script.StandardOutput.ReadLineAsync() is not { } folder)
        {
            throw new InvalidOperationException(
                "The tests need PostgreSQL: install it (Debian: apt-get install postgresql), or set SKYVERN_TEST_POSTGRES to the connection " +
                "string of a server whose user may create databases. " + await script.StandardError.ReadToEndAsync());
        }

        return new PostgresServer($"Host={folder};Username=skyvern", script);
    }

    private const string Script = """
        set -e
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -V | tail -n 1)
        [ -z "$bin" ] || PATH="$bin:$PATH"
        command -v initdb >/dev/null || { echo "No initdb was found." >&2; exit 1; }

        dir=$(mktemp -d "${TMPDIR:-/tmp}/skyvern-pg-XXXXXX")
        log="$dir/log"
        as=""
        if [ "$(id -u)" = 0 ]; then
            # PostgreSQL refuses to run as root.
            user=$(id -u postgres 2>/dev/null || echo 65534)
            chown "$user" "$dir"
            as="setpriv --reuid=$user --regid=$user --clear-groups"
        fi
        cd "$dir"
        stop() { $as pg_ctl -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; cd /; rm -rf "$dir"; }
        trap stop EXIT
        trap 'exit 1' INT TERM HUP

        $as initdb -D "$dir/data" -U skyvern -A trust -E UTF8 --locale=C --no-sync >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
        start() {
            $as pg_ctl -D "$dir/data" -l "$dir/server.log" -w -o "-c listen_addresses='' -c unix_socket_directories=$dir \
                -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB" \
                start >"$log" 2>&1 || { cat "$log" "$dir/server.log" >&2; exit 1; }
        }
        start
        echo "$dir"
        while read -r word; do
            case $word in
                stop) $as pg_ctl -D "$dir/data" -m immediate stop >"$log" 2>&1 || { cat "$log" >&2; exit 1; } ;;
                start) start ;;
            esac
            echo done
        done
        """;
}
