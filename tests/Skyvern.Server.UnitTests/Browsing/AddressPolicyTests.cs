using System.Net;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.UnitTests.Browsing;

public sealed class AddressPolicyTests
{
    public static TheoryData<string> Refused() =>
    [
        // names
        "http://localhost/", "https://localhost:8443/x", "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://a.b.localhost./",
        "http://printer.local/", "http://db.internal/", "http://api.default.svc.cluster.local/", "http://kubernetes.default.svc/",
        "http://localhost.localdomain/", "http://ip6-localhost/", "http://metadata.google.internal/computeMetadata/v1/",
        "http://metadata.goog/", "http://metadata/", "http://instance-data/latest/", "http://metadata.tencentyun.com/", "http://router.home.arpa/",
        "http://ｌｏｃａｌｈｏｓｔ/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://loc\u00ADalhost/", "http://local\u200Bhost/", "http://𝐥𝐨𝐜𝐚𝐥𝐡𝐨𝐬𝐭/", "http://ℓocalhost/",
        "ws://localhost/", "wss://a.internal/", "http://user:pw@localhost/",

        // loopback, dotted and not
        "http://127.0.0.1/", "http://127.0.0.1:8000/", "http://127.255.255.254/", "http://127.1/", "http://127.0.1/", "http://2130706433/",
        "http://0x7f000001/", "http://0x7F.0.0.1/", "http://0x7f.1/", "http://0177.0.0.1/", "http://00000177.1/", "http://017700000001/",
        "http://127.0x0.0.01/", "http://127.0.0.1./", "http://2130706433./", "http://0x7f.1./", "http://127.0.0.0x1./", "http://0300.0250.1./",
        "http://user@127.0.0.1/", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://127．0．0．1/", "http://①②⑦.⓪.⓪.①/",
        "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/", "http://¹²⁷.⁰.⁰.¹/", "http://1\u00AD27.0.0.1/", "ws://127.1/",

        // other ranges
        "http://0/", "http://0.0.0.0/", "http://0.1.2.3/", "http://10.0.0.1/", "http://10.1/", "http://167772161/", "http://100.64.0.1/",
        "http://100.127.255.255/", "http://100.100.100.200/", "http://169.254.169.254/latest/meta-data/", "http://0xA9FEA9FE/",
        "http://2852039166/", "http://0251.0376.0251.0376/", "http://169.254.43518/", "http://172.16.0.1/", "http://172.31.255.255/",
        "http://192.168.1.1/", "http://192.168.257/", "http://0xc0a80101/", "http://192.0.0.192/", "http://198.18.0.1/",
        "http://168.63.129.16/", "http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/", "http://255.255.255.255/",
        "http://4294967295/",

        // IPv6 and IPv4 inside it
        "http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::1%251]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
        "http://[fec0::1]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[fd12:3456:789a::1]/", "http://[ff02::1]/", "http://[100::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::FFFF:10.0.0.1]/", "http://[::ffff:169.254.169.254]/",
        "http://[0:0:0:0:0:ffff:c0a8:101]/", "http://[::127.0.0.1]/", "http://[::7f00:1]/", "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/",
        "http://[2002:c0a8:101::1]/", "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[2606:4700::5efe:10.0.0.1]/",

        // no address, yet some resolvers guess one
        "http://127.0.0.1.5/", "http://999.1.1.1/", "http://4294967296/", "http://08.0.0.1/", "http://0x100000000./", "http://127.0.0.256./",

        // other schemes
        "file:///etc/passwd", "ftp://example.com/", "gopher://example.com/", "javascript:alert(1)", "data:text/plain,x", "chrome://version/",
    ];

    public static TheoryData<string> Public() =>
    [
        "https://example.com/", "http://example.com:8080/a?b#c", "https://EXAMPLE.com./", "https://1.1.1.1/", "https://8.8.8.8:443/", "http://134744072/",
        "https://[2606:4700::1111]/", "http://[::ffff:8.8.8.8]/", "http://[64:ff9b::8.8.8.8]/", "http://[2002:808:808::1]/", "https://bücher.example/",
        "https://例え.example/", "http://localhost.example.com/", "http://notlocalhost/", "http://internal.example.com/", "http://local.example/",
        "http://172.15.0.1/", "http://172.32.0.1/", "http://100.63.0.1/", "http://100.128.0.1/", "http://169.253.0.1/", "http://192.169.0.1/",
        "http://11.0.0.1/", "http://223.255.255.255/", "http://a_b.example.com/", "http://3com.com/", "http://1.2.3.4.example/", "wss://example.com/live",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Check_LocalOrPrivateInAnySpelling_IsRefused(string address)
    {
        var policy = NewPolicy("", ("", "93.184.216.34"));
        var uri = new Uri(address);

        Assert.False(policy.Check(uri).Allowed);
        Assert.False((await policy.ResolveAsync(uri, default)).Allowed);
    }

    [Theory]
    [MemberData(nameof(Public))]
    public async Task Check_PublicHost_IsAllowed(string address)
    {
        var policy = NewPolicy("", ("", "93.184.216.34"));
        var uri = new Uri(address);

        Assert.Equal((true, null), (policy.Check(uri).Allowed, policy.Check(uri).Reason));
        Assert.NotEmpty((await policy.ResolveAsync(uri, default)).Addresses);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "points to a local or private host: 127.0.0.1")]
    [InlineData("http://0x7f.1/", "points to a local or private host: 127.0.0.1")]
    [InlineData("http://Db.Internal./", "points to a local or private host: db.internal")]
    [InlineData("http://[::1]/", "points to a local or private host: ::1")]
    public void Check_Refusal_NamesTheHost(string address, string reason) => Assert.Equal(reason, NewPolicy("").Check(new Uri(address)).Reason);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("93.184.216.34 10.0.0.7")]
    [InlineData("2606:4700::1111 ::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("93.184.216.34 93.184.216.35 fd00::1")]
    public async Task ResolveAsync_OneForbiddenAddress_IsRefused(string addresses)
    {
        var policy = NewPolicy("", ("rebind.example", addresses));

        Assert.True(policy.Check(new Uri("http://rebind.example/")).Allowed);
        var decision = await policy.ResolveAsync(new Uri("http://rebind.example/"), default);

        Assert.Equal("points to a local or private host: rebind.example", decision.Reason);
        Assert.Empty(decision.Addresses);
    }

    [Fact]
    public async Task ResolveAsync_PublicName_ReturnsTheVettedAddresses()
    {
        var decision = await NewPolicy("", ("shop.example", "93.184.216.34 2606:4700::1111")).ResolveAsync(new Uri("https://shop.example/"), default);

        Assert.Equal([IPAddress.Parse("93.184.216.34"), IPAddress.Parse("2606:4700::1111")], decision.Addresses);
    }

    [Fact]
    public async Task ResolveAsync_UnknownName_SaysSoAndIsNoRefusal()
    {
        var decision = await NewPolicy("").ResolveAsync(new Uri("https://nosuch.example/"), default);

        Assert.False(decision.Allowed);
        Assert.True(decision.IsUnknownHost);
        Assert.Contains("nosuch.example", decision.Reason);
    }

    [Theory]
    [InlineData("localhost", "http://localhost:3000/", true)]
    [InlineData("localhost", "http://127.0.0.1/", false)]
    [InlineData("localhost", "http://a.localhost/", false)]
    [InlineData("*.internal", "http://db.internal/", true)]
    [InlineData("*.internal", "http://internal/", false)]
    [InlineData("Db.Internal", "http://db.internal./", true)]
    [InlineData("db.internal:5000", "http://db.internal:5000/", true)]
    [InlineData("db.internal:5000", "http://db.internal/", false)]
    [InlineData("127.0.0.1", "http://0x7f.1:99/", true)]
    [InlineData("127.0.0.1", "http://[::ffff:127.0.0.1]/", true)]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/", true)]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8081/", false)]
    [InlineData("10.0.0.0/8", "http://10.9.8.7/", true)]
    [InlineData("10.0.0.0/8", "http://11.0.0.0/", true)]
    [InlineData("10.0.0.0/8", "http://192.168.0.1/", false)]
    [InlineData("fd00::/8", "http://[fd00::5]/", true)]
    [InlineData("::1", "http://[::1]/", true)]
    [InlineData("[::1]:8080", "http://[::1]:8080/", true)]
    [InlineData("[::1]:8080", "http://[::1]:80/", false)]
    [InlineData(" intranet , 10.0.0.0/8 ,, ::1 ", "http://10.0.0.1/", true)]
    public void Check_AllowedHosts_PassAndNothingElseDoes(string allowed, string address, bool passes) =>
        Assert.Equal(passes, NewPolicy(allowed).Check(new Uri(address)).Allowed);

    [Theory]
    [InlineData("app.internal", true)]
    [InlineData("10.0.0.0/8", false)] // the name itself is refused
    public async Task ResolveAsync_AllowedName_MayStandForAPrivateAddress(string allowed, bool passes)
    {
        var decision = await NewPolicy(allowed, ("app.internal", "10.0.0.7")).ResolveAsync(new Uri("http://app.internal/"), default);

        Assert.Equal(passes, decision.Allowed);
    }

    [Fact]
    public async Task ResolveAsync_NameIntoAnAllowedRange_IsAllowed()
    {
        var policy = NewPolicy("10.0.0.0/8", ("app.example", "10.0.0.7"), ("other.example", "10.0.0.7 192.168.0.1"));

        Assert.True((await policy.ResolveAsync(new Uri("http://app.example/"), default)).Allowed);
        Assert.False((await policy.ResolveAsync(new Uri("http://other.example/"), default)).Allowed);
    }

    private static AddressPolicy NewPolicy(string allowed, params (string Host, string Addresses)[] names) =>
        new(Options.Create(new NetworkOptions { AllowedHosts = allowed }), new DemoAddress(), new TableLookup(names));

    /// <summary>Answers from a table; the entry without a name stands for every host.</summary>
    private sealed class TableLookup((string Host, string Addresses)[] names) : IHostLookup
    {
        public Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken)
        {
            var entry = names.FirstOrDefault(name => name.Host == host || name.Host.Length == 0);
            return Task.FromResult<IReadOnlyList<IPAddress>>([.. entry.Addresses?.Split(' ').Select(IPAddress.Parse) ?? []]);
        }
    }
}
