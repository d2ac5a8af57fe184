return await Skyvern.Server.SkyvernHost.RunAsync(args);
