using System.Text.RegularExpressions;

namespace Skyvern.Server.Llm.Client;

/// <summary>Finds the next form of a request after an endpoint refused one: the least loss first.</summary>
internal static partial class ProfileAdapter
{
    /// <summary>The profile to try next, or null when nothing is left to give up.</summary>
    public static ModelProfile? Next(ModelProfile profile, ProviderError error, bool hasPicture, LlmOptions options)
    {
        var words = $"{error.Parameter} {error.Words}";
        var withPicture = hasPicture && profile.TakesPictures;
        if (withPicture && ProviderError.IsAboutPictures(words))
        {
            return options.Pictures == LlmPictures.Always ? null : profile with { TakesPictures = false };
        }

        if (profile.LengthParameter is { } length && Names(words, length))
        {
            return SwapLength(profile, words);
        }

        if (profile.Mode is LlmOutputMode.JsonSchema or LlmOutputMode.Tool && !profile.ConstAsEnum && Const().IsMatch(words))
        {
            return profile with { ConstAsEnum = true };
        }

        if (ModelProfile.Optional.FirstOrDefault(parameter => Names(words, parameter) && Applies(profile, parameter)) is { } named)
        {
            return profile.Without(named);
        }

        if (!Format().IsMatch(words) && WithLess(profile, withPicture && options.Pictures == LlmPictures.Auto) is { } slimmer)
        {
            return slimmer;
        }

        return options.OutputMode == LlmOutputMode.Auto && profile.Mode < LlmOutputMode.Text ? profile with { Mode = profile.Mode + 1 } : null;
    }

    // It does not say what is wrong: first do without what is new, then without everything that can be done without.
    private static ModelProfile? WithLess(ModelProfile profile, bool mayDropPicture)
    {
        var optional = ModelProfile.Optional.Take(4).Where(profile.Sends).ToList();
        return mayDropPicture && (profile.IsProven || optional.Count == 0) ? profile with { TakesPictures = false }
            : optional.Count > 0 ? optional.Aggregate(profile, (slimmer, parameter) => slimmer.Without(parameter))
            : null;
    }

    private static ModelProfile SwapLength(ModelProfile profile, string words)
    {
        var other = profile.LengthParameter == ModelProfile.MaxTokens ? ModelProfile.MaxCompletionTokens : ModelProfile.MaxTokens;
        return profile.Dropped.Contains(other) || TooLarge().IsMatch(words)
            ? profile with { LengthParameter = null }
            : profile.Without(profile.LengthParameter!) with { LengthParameter = other };
    }

    private static bool Applies(ModelProfile profile, string parameter) => profile.Sends(parameter) && parameter switch
    {
        "strict" => profile.Mode is LlmOutputMode.JsonSchema or LlmOutputMode.Tool,
        "tool_choice" or "parallel_tool_calls" => profile.Mode == LlmOutputMode.Tool,
        _ => true,
    };

    private static bool Names(string words, string parameter) => Regex.IsMatch(words, $@"(?<![\w]){parameter}(?![\w])");

    [GeneratedRegex(@"\bconst\b")]
    private static partial Regex Const();

    [GeneratedRegex(@"response_format|json_schema|json_object|schema|structured output|grammar|\btools?\b|function", RegexOptions.IgnoreCase)]
    private static partial Regex Format();

    [GeneratedRegex(@"too large|at most|less than or equal|supports at most", RegexOptions.IgnoreCase)]
    private static partial Regex TooLarge();
}
