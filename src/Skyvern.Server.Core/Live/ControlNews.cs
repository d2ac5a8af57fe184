namespace Skyvern.Server.Core.Live;

/// <summary>Something that those who follow a lease are told.</summary>
/// <param name="ClientId">Whose doing it is.</param>
/// <param name="At">When.</param>
public abstract record ControlNews(string ClientId, DateTimeOffset At);

/// <summary>Control was taken or has ended.</summary>
/// <param name="ClientId">Whose it is or was.</param>
/// <param name="End">How it ended; null: it was taken.</param>
/// <param name="At">When.</param>
public sealed record ControlChange(string ClientId, ControlEnd? End, DateTimeOffset At) : ControlNews(ClientId, At);

/// <summary>The person who has control did something.</summary>
/// <param name="ClientId">Who.</param>
/// <param name="Input">What.</param>
/// <param name="Target">What it was done to, as far as the page tells; null: not known.</param>
/// <param name="At">When.</param>
public sealed record ControlUse(string ClientId, LiveInput Input, LiveTarget? Target, DateTimeOffset At) : ControlNews(ClientId, At);
