using Skyvern.Server.Browser.Actions;
using Skyvern.Server.Browser.Observing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>What all sessions share: the parts that work on whatever page they are given.</summary>
/// <param name="Observer">Reads pages.</param>
/// <param name="Executor">Acts in pages.</param>
/// <param name="Navigation">Opens addresses.</param>
internal sealed record PageWork(PageObserver Observer, ActionExecutor Executor, Navigation Navigation);
