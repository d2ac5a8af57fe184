using Skyvern.Server;
using Skyvern.Server.Commands;

return await CommandLine.RunAsync(args, SkyvernHost.RunAsync);
