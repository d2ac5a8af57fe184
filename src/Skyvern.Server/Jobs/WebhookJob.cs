using Quartz;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Jobs;

/// <summary>Makes the due attempt of a delivery and stores the next one as a trigger.</summary>
internal sealed class WebhookJob(WebhookDeliverer deliverer, JobScheduler<WebhookJob> jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var deliveryId = context.JobDetail.Key.Name;
        if (await deliverer.AttemptAsync(deliveryId, cancellationToken) is { } next)
        {
            await jobs.RepeatAsync(deliveryId, next, cancellationToken);
        }
    }
}
