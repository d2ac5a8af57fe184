using System.Buffers.Binary;

namespace Skyvern.Server.Core.Runs;

/// <summary>Makes the prefixed ids, such as <c>tsk_…</c>. They sort by time of creation.</summary>
public static class RunIds
{
    /// <summary>A new run id, <c>tsk_…</c> for every engine.</summary>
    public static string Run(DateTimeOffset now) => New("tsk_", now);

    /// <summary>A new id of a workflow run, <c>wr_…</c>.</summary>
    public static string WorkflowRun(DateTimeOffset now) => New("wr_", now);

    /// <summary>A new id of a version of a workflow, <c>w_…</c>.</summary>
    public static string Workflow(DateTimeOffset now) => New("w_", now);

    /// <summary>A new id of a workflow over all its versions, <c>wpid_…</c>.</summary>
    public static string PermanentWorkflow(DateTimeOffset now) => New("wpid_", now);

    /// <summary>A new id of a workflow's parameter, <c>wp_…</c>.</summary>
    public static string WorkflowParameter(DateTimeOffset now) => New("wp_", now);

    /// <summary>A new id of a block's output parameter, <c>op_…</c>.</summary>
    public static string OutputParameter(DateTimeOffset now) => New("op_", now);

    /// <summary>A new step id, <c>stp_…</c>.</summary>
    public static string Step(DateTimeOffset now) => New("stp_", now);

    /// <summary>A new action id, <c>act_…</c>.</summary>
    public static string Action(DateTimeOffset now) => New("act_", now);

    /// <summary>A new artifact id, <c>a_…</c>.</summary>
    public static string Artifact(DateTimeOffset now) => New("a_", now);

    /// <summary>A new organization id, <c>o_…</c>.</summary>
    public static string Organization(DateTimeOffset now) => New("o_", now);

    /// <summary>A new API key id, <c>key_…</c>.</summary>
    public static string ApiKey(DateTimeOffset now) => New("key_", now);

    /// <summary>A new webhook delivery id, <c>whd_…</c>.</summary>
    public static string Delivery(DateTimeOffset now) => New("whd_", now);

    /// <summary>A new credential id, <c>cred_…</c>.</summary>
    public static string Credential(DateTimeOffset now) => New("cred_", now);

    /// <summary>A new id of a pushed one-time code, <c>totp_…</c>.</summary>
    public static string TotpCode(DateTimeOffset now) => New("totp_", now);

    /// <summary>A new browser session id, <c>pbs_…</c>.</summary>
    public static string BrowserSession(DateTimeOffset now) => New("pbs_", now);

    /// <summary>A new id of an uploaded file, <c>file_…</c>.</summary>
    public static string UploadedFile(DateTimeOffset now) => New("file_", now);

    /// <summary>A new id of a browser profile, <c>bp_…</c>.</summary>
    public static string Profile(DateTimeOffset now) => New("bp_", now);

    /// <summary>A new id of a task made of a prompt, <c>tg_…</c>; it names one answer and is stored nowhere.</summary>
    public static string TaskGeneration(DateTimeOffset now) => New("tg_", now);

    /// <summary>
    /// Version 7 counts milliseconds, and so do the stored times. The 12 random bits behind them hold the moment within the millisecond
    /// instead (RFC 9562, section 6.2, method 3): of two rows of one millisecond, the later one has the greater id.
    /// </summary>
    private static string New(string prefix, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var within = now.UtcTicks % TimeSpan.TicksPerMillisecond * 4096 / TimeSpan.TicksPerMillisecond;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | within));
        return prefix + new Guid(bytes, bigEndian: true).ToString("D");
    }
}
