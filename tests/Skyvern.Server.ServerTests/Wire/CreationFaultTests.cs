using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Wire;

/// <summary>Clients repeat a creation that was answered with 5xx: after a run was stored there must be none.</summary>
public sealed class CreationFaultTests
{
    [Fact]
    public async Task RunTask_ReadsThatFail_AnswersWithTheRunThatWasStored()
    {
        await using var server = await ServerFactory.StartAsync(
            works: false, services: services => services.Replace(ServiceDescriptor.Singleton(DispatchProxy.Create<IRunReader, DownReader>())));

        using var answer = await server.Http.PostAsync("/v1/run/tasks", Json.Body("""{"prompt": "p"}"""));

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task RunTask_ClientThatLostTheAnswer_GetsTheSameRunAgain()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        using var lossy = new LossyHandler { InnerHandler = new SocketsHttpHandler() };
        using var http = new HttpClient(lossy);
        using var client = new Skyvern.Client.SkyvernClient(server.Address, server.ApiKey, http);

        var run = await client.RunTaskAsync(new RunTaskRequest { Prompt = "p" });

        Assert.Equal(2, lossy.Calls);
        Assert.Equal(run.RunId, Assert.Single((await client.ListRunsAsync()).Items).RunId);
    }

    public class DownReader : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException("Reads are down.");
    }

    /// <summary>The server does what it was asked, but its first answer never arrives.</summary>
    private sealed class LossyHandler : DelegatingHandler
    {
        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Post && ++Calls == 1)
            {
                answer.Dispose();
                throw new HttpRequestException("The connection broke.");
            }

            return answer;
        }
    }
}
