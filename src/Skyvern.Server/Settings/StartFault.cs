using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Skyvern.Server.Data.Startup;

namespace Skyvern.Server.Settings;

/// <summary>Puts what keeps the server from starting into a sentence that says what to do.</summary>
internal static class StartFault
{
    /// <summary>The sentence; null for what nobody has foreseen, which deserves its stack trace.</summary>
    public static string? Sentence(Exception e) => e switch
    {
        SettingsException or DatabaseStartupException or OptionsValidationException => e.Message,
        AggregateException { InnerException: OptionsValidationException } => e.Message,
        _ when FindSocketFault(e) is { } fault => $"It cannot listen as Server:Urls says ({e.Message.TrimEnd('.')}). {Advice(fault)}",
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } =>
            $"It cannot listen as Server:Urls says ({e.Message.Split('\n')[0].Trim().TrimEnd('.')}). "
            + "For https name a certificate in Kestrel:Certificates:Default:Path, or let a reverse proxy speak TLS.",
        _ => null,
    };

    /// <summary>Of listening: other parts that connect at start tell their own faults.</summary>
    private static SocketException? FindSocketFault(Exception? e) => e switch
    {
        null => null,
        SocketException fault => fault,
        AggregateException several => several.InnerExceptions.Select(FindSocketFault).FirstOrDefault(fault => fault is not null),
        _ => FindSocketFault(e.InnerException),
    };

    private static string Advice(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "Another program listens there, maybe a server that was started before: end it, or choose another port.",
        SocketError.AccessDenied => "Ports below 1024 are for root or an account with CAP_NET_BIND_SERVICE: choose one above, and let a reverse proxy take the other.",
        SocketError.AddressNotAvailable => "This machine has no such address: + stands for all that it has.",
        _ => "Choose another address.",
    };
}
