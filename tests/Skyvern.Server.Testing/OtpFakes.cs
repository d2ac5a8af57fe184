using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Testing;

/// <summary>What the engine needs from outside for one-time codes, without a database, a key ring and a network.</summary>
public sealed class OtpFakes : ITotpCodeStore, ITotpUrl, ISecretProtector
{
    private readonly ConcurrentQueue<TotpCode> _codes = [];

    /// <summary>What the n-th call of the totp_url gives, from 1.</summary>
    public Func<int, OtpAnswer> Answer { get; set; } = _ => new OtpAnswer(OtpAnswerKind.NotYet);

    /// <summary>How often the totp_url was called.</summary>
    public int Calls { get; private set; }

    /// <summary>Registers it.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ITotpCodeStore>(this);
        services.AddSingleton<ITotpUrl>(this);
        services.TryAddSingleton<ISecretProtector>(this);
    }

    /// <summary>A code is pushed.</summary>
    public void Push(string identifier, string code, DateTimeOffset now, OtpType type = OtpType.Totp) => _codes.Enqueue(new TotpCode
    {
        Id = RunIds.TotpCode(now),
        OrganizationId = "o_1",
        TotpIdentifier = identifier,
        ProtectedContent = Protect(code),
        ProtectedCode = Protect(code),
        Type = type,
        CreatedAt = now,
        ModifiedAt = now,
    });

    public Task<IReadOnlyList<TotpCode>> ListAsync(TotpCodeFilter filter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<TotpCode>>(
            [.. _codes.Where(code => code.TotpIdentifier == filter.TotpIdentifier && code.CreatedAt > (filter.UsableBy?.PushedAfter ?? default)).Reverse()]);
    }

    public Task<OtpAnswer> AskAsync(TaskRun run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Answer(++Calls));
    }

    public string Protect(string secret) => "protected:" + secret;

    public string? TryUnprotect(string protectedSecret) => protectedSecret["protected:".Length..];

    Task ITotpCodeStore.AddAsync(TotpCode code, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<int> ITotpCodeStore.RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) => throw new NotSupportedException();
}
