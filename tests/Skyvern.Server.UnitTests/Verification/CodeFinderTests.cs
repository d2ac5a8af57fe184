using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.UnitTests.Verification;

public sealed class CodeFinderTests
{
    [Theory]
    [InlineData("482913", "482913")]
    [InlineData("  X7K2-P9 ", "X7K2-P9")]
    [InlineData("G-482913 is your Google verification code.", "482913")]
    [InlineData("Your Acme verification code is 482 913. It expires in 10 minutes. Don't share this code with anyone.", "482913")]
    [InlineData("<#> Your code: 0482\nFA+9qCX9VSu", "0482")]
    [InlineData("Use 482913 to sign in to your account. If you didn't ask for this code, call +1 800 555 0199.", "482913")]
    [InlineData("Order #884213 of 2026-11-22 for $1,249.00: your security code is 482913. Questions? 1-800-555-0199", "482913")]
    [InlineData("Your order 884213 has shipped. To change it, log in with the one-time password 482913.", "482913")]
    [InlineData("Acme: 482913 is your code to approve the payment of EUR 1.204,50 to card ending in 7731.", "482913")]
    [InlineData("Ihr Bestätigungscode lautet 482913. Er ist 5 Minuten gültig. Kundennummer: 20026611", "482913")]
    [InlineData("Die mTAN für Ihre Überweisung über 1.500,00 EUR auf das Konto DE12500105170648489890 vom 22.11.2026 lautet: 482913", "482913")]
    [InlineData("482913 ist dein Instagram-Code. Gib ihn nicht weiter.", "482913")]
    [InlineData("Sicherheitscode\n\n482913\n\nDiese Nachricht wurde am 22. November 2026 gesendet.\nMusterfirma GmbH, 10115 Berlin, Tel. 030 1234567", "482913")]
    [InlineData("Votre code de vérification est le 482913. Il expire à 14:35. Commande n° 774411", "482913")]
    [InlineData("Tu código de verificación es 482913. No lo compartas. © 2026 Tienda", "482913")]
    [InlineData("Il tuo codice di accesso è 482913. Servizio clienti: 02 1234567", "482913")]
    [InlineData("Seu código de acesso: 4829-1307. Pedido 99812345", "48291307")]
    [InlineData("Twój kod weryfikacyjny to 482913. Zamówienie 5512345.", "482913")]
    [InlineData("Uw inlogcode is 482913 en is 15 minuten geldig.", "482913")]
    [InlineData("Ваш код подтверждения: 482913. Никому его не сообщайте. Заказ 771234", "482913")]
    [InlineData("【微信】482913是您的验证码，5分钟内有效。客服电话 400-123-4567", "482913")]
    [InlineData("認証コード：482913（有効期限10分）ご注文番号：7712345", "482913")]
    [InlineData("[Web발신] 인증번호는 [482913]입니다. 주문번호 99123456", "482913")]
    [InlineData("Steam Guard code needed to log in:\n\nF7K2P\n\nIf this wasn't you, change your password. Valve, PO Box 1688, Bellevue, WA 98009", "F7K2P")]
    [InlineData("Your GitHub launch code is ABCD-1234. Copyright 2026 GitHub", "ABCD-1234")]
    [InlineData("Zip code 94043 was changed on 11/22/2026. Your discount code SAVE20 stays. PIN: 4829", "4829")]
    [InlineData("Your verification code for shop.example\n\n@shop.example #482913", "482913")]
    [InlineData("Shop login: 482913", "482913")]
    public async Task Find_MessageWithOneCode_GivesIt(string message, string code) =>
        Assert.Equal(new OneTimeCode(code), await Rules.FindAsync(message, default));

    [Theory]
    [InlineData("Your order 884213 of 2026-11-22 has shipped and arrives by 18:00. Total: 49.99 EUR. Call 0800 123456.")]
    [InlineData("Happy new year 2026 from all of us at Acme! See you in 2027.")]
    [InlineData("Your codes: 482913 or 991827. Use either of them.")]
    [InlineData("Thank you for your call. Someone will be with you soon.")]
    [InlineData("Card ending in 7731 was charged USD 1,204.50 at 14:35.")]
    public async Task Find_NoCodeOrAChoice_GivesNone(string message) => Assert.Null(await Rules.FindAsync(message, default));

    [Theory]
    [InlineData("Log in to Acme: https://acme.example/magic?token=a1b2c3d4e5 The link is good for 15 minutes. Unsubscribe: https://acme.example/unsubscribe?u=9", "https://acme.example/magic?token=a1b2c3d4e5")]
    [InlineData("<html><head><style>p{color:#333333}</style></head><body><p>Hello,</p><p>click to sign in:</p><a href=\"https://acme.example/auth/v?x=1&amp;y=2\">Sign in</a><p>© 2026 Acme</p></body></html>", "https://acme.example/auth/v?x=1&y=2")]
    [InlineData("Klicken Sie hier, um Ihre Anmeldung zu bestätigen: https://acme.example/k/8812345. Ihr Acme-Team", "https://acme.example/k/8812345")]
    public async Task Find_MessageWithALink_GivesTheLink(string message, string link) =>
        Assert.Equal(new OneTimeCode(link, OtpType.MagicLink), await Rules.FindAsync(message, default));

    [Fact]
    public async Task Find_HtmlMail_ReadsWhatAPersonSees()
    {
        const string Mail =
            """
            <html><head><title>123456</title><style>.x { color: #445566; width: 600px } </style></head><body bgcolor="#112233">
            <!-- 998877 --><table width="600"><tr><td style="font-size:16px">Your login code</td></tr><tr><td><b>482913</b></td></tr></table>
            <a href="https://acme.example/login?utm=20261122">Open Acme</a></body></html>
            """;

        Assert.Equal(new OneTimeCode("482913"), await Rules.FindAsync(Mail, default));
    }

    /// <summary>Patterns that go back and forth over such texts would take hours.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("x")]
    [InlineData("1 ")]
    [InlineData("0 0-")]
    [InlineData("+1 ")]
    [InlineData("code ")]
    [InlineData("code is:")]
    [InlineData("<a ")]
    [InlineData("<!--")]
    [InlineData("a.")]
    [InlineData("order 1,")]
    [InlineData("Your code\n")]
    [InlineData("https://a.example/login ")]
    public async Task Find_LongNonsense_ComesToAnEnd(string piece)
    {
        var text = "Your code:" + string.Concat(Enumerable.Repeat(piece, TotpCodeService.LongestContent / piece.Length)) + "!";

        Assert.NotEqual("", (await Rules.FindAsync(text, default))?.Value);
    }

    [Theory]
    [InlineData("991827", "991827")]
    [InlineData("555555", null)]
    [InlineData(null, null)]
    public async Task Find_Choice_TakesFromTheReaderOnlyWhatTheMessageHolds(string? answer, string? code)
    {
        var finder = new CodeFinder([new FakeReader(answer)]);

        Assert.Equal(code, (await finder.FindAsync("Your codes: 482913 or 991827. Use either of them.", default))?.Value);
    }

    private static CodeFinder Rules => new([]);

    private sealed class FakeReader(string? answer) : ICodeReader
    {
        public Task<string?> ReadAsync(string message, CancellationToken cancellationToken) => Task.FromResult(answer);
    }
}
