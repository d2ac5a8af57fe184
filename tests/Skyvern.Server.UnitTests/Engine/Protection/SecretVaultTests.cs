using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Protection;

namespace Skyvern.Server.UnitTests.Engine.Protection;

public sealed class SecretVaultTests
{
    private const string Value = "p@ss \"wörd\" <1> & 2/3+4";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SecretMask _mask = new();
    private readonly SecretVault _vault;

    public SecretVaultTests() => _vault = new SecretVault(_mask);

    public static TheoryData<string> Forms => new(
        Value,
        Uri.EscapeDataString(Value),
        Uri.EscapeDataString(Uri.EscapeDataString(Value)),
        WebUtility.UrlEncode(Value),
        JsonSerializer.Serialize(Value)[1..^1],
        JsonSerializer.Serialize(Value, Relaxed)[1..^1],
        WebUtility.HtmlEncode(Value),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Value)));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Apply_AnyFormOfASecret_IsReplacedByItsPlaceholder(string form)
    {
        _vault.Add(new RunSecret("password_1", Value));

        Assert.Equal("before {{password_1}} after", _mask.Apply($"before {form} after"));
        Assert.Equal("password_1", Assert.Single(_vault.FindIn($"x{form}y")).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("user:")]
    public void FindIn_Base64OfATextWithTheSecretInside_FindsItAtEveryOffset(string before)
    {
        _vault.Add(new RunSecret("password_1", Value));

        Assert.Single(_vault.FindIn("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Value + " and more"))));
    }

    [Theory]
    [InlineData("{{7*7}}")]
    [InlineData("{{ password_1 }}")]
    [InlineData("{{{password_2}}}")]
    [InlineData("{{Password_1}}")]
    [InlineData("${password_1} #{7*7} {% if 1 %} @(7*7)")]
    [InlineData("{{password_1.constructor}}")]
    public void Fill_BracesAroundAnythingElse_StayLiteral(string text)
    {
        _vault.Add(new RunSecret("password_1", Value));

        Assert.Equal(text, _vault.Fill(text));
    }

    [Fact]
    public void Fill_PlaceholdersInText_ArePutInOnceAndNotLookedAtAgain()
    {
        _vault.Add(new RunSecret("password_1", "{{password_2}}$0{{7*7}}"));
        _vault.Add(new RunSecret("password_2", "second"));

        Assert.Equal("a {{password_2}}$0{{7*7}} b second {{password_3}}", _vault.Fill("a {{password_1}} b {{password_2}} {{password_3}}"));
        Assert.Equal("{x{{password_2}}$0{{7*7}}}", _vault.Fill("{x{{password_1}}}"));
    }

    [Fact]
    public void Apply_ShortSecret_IsHiddenAsAWordAndNotWithinOthers()
    {
        _vault.Add(new RunSecret("pin_1", "4711"));

        Assert.Equal("{{pin_1}}, order 47110, #{{pin_1}}", _mask.Apply("4711, order 47110, #4711"));
    }

    [Fact]
    public void ApplyToJson_SecretThatIsANumber_LeavesValidJson()
    {
        _vault.Add(new RunSecret("pin_1", "4711"));

        Assert.Equal("""{"a":"{{pin_1}}","b":["{{pin_1}}",47110]}""", _mask.ApplyToJson("""{"a":4711,"b":["4711",47110]}"""));
    }
}
