using System.Data.Common;
using Quartz;
using Quartz.Extensibility;
using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Jobs;

/// <summary>Stores one-time jobs of one kind, named by the id of the run or delivery they are for.</summary>
internal sealed class JobScheduler<TJob>(string name, ISchedulerFactory factory, ISchedulerSignaler signaler, DatabaseNotices notices)
    where TJob : IJob
{
    /// <summary>Stores a job in the caller's open transaction: it is there if and only if the transaction commits.</summary>
    /// <param name="id">The run or delivery.</param>
    /// <param name="at">When it is due.</param>
    /// <param name="limitGroup">What it is counted with.</param>
    /// <param name="nodeId">The process that alone may do it as long as it is there; null: any.</param>
    /// <param name="transaction">The caller's transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AddAsync(
        string id, DateTimeOffset at, string? limitGroup, string? nodeId, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        using (scheduler.EnlistTransaction(transaction))
        {
            await scheduler.ScheduleJob(Job(id), Trigger(id, id, at, limitGroup, nodeId), cancellationToken: cancellationToken);
        }

        await notices.SayAsync(name, transaction, cancellationToken);
    }

    /// <summary>Stores a job that should be there and is not.</summary>
    /// <inheritdoc cref="AddAsync" path="/param"/>
    public async Task RestoreAsync(string id, DateTimeOffset at, string? limitGroup, string? nodeId, CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        await scheduler.ScheduleJob(Job(id), Trigger(id, id, at, limitGroup, nodeId), cancellationToken: cancellationToken);
    }

    /// <summary>Lets a job that is just being done fire once more, later.</summary>
    public async Task RepeatAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        await scheduler.ScheduleJob(Trigger(id, $"{id}@{at.UtcTicks}", at, limitGroup: null), cancellationToken: cancellationToken);
    }

    /// <summary>Whether a job waits or is being done.</summary>
    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        return await scheduler.Exists(new JobKey(id, name), cancellationToken);
    }

    /// <summary>Lets jobs fire again that the job engine has put aside because they could not even be started.</summary>
    public async Task ReviveAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        await scheduler.ResetTriggersFromErrorState(GroupMatcher<TriggerKey>.GroupEquals(name), cancellationToken);
    }

    /// <summary>Lets the scheduler look for due jobs now instead of at its next round.</summary>
    public void Wake() => _ = signaler.SignalSchedulingChange(null).AsTask();

    private IJobDetail Job(string id) => JobBuilder.Create<TJob>().WithIdentity(id, name).RequestRecovery().Build();

    private ITrigger Trigger(string id, string key, DateTimeOffset at, string? limitGroup, string? nodeId = null) => TriggerBuilder.Create()
        .WithIdentity(key, name)
        .ForJob(id, name)
        .StartAt(at)
        .WithExecutionGroup(limitGroup)
        .WithPreferredNode(nodeId is null ? PreferredNode.None : PreferredNode.For(nodeId))
        .WithSimpleSchedule(schedule => schedule
            // What waited long must not be put behind what came later.
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
        .Build();
}
