using System.Text.Json.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Journeys;

/// <summary>A log-in and a form of six fields: what users of the field report as taking minutes.</summary>
internal sealed class LogInAndFormJourney : Journey
{
    private const string Form = """
        <h1>Contact us</h1>
        <form method="post" action="/sent">
          <p><label>First name <input name="first" required></label></p>
          <p><label>Last name <input name="last" required></label></p>
          <p><label>E-mail <input name="mail" type="email" required></label></p>
          <p><label>Topic <select name="topic"><option>Choose</option><option>Order</option><option>Invoice</option></select></label></p>
          <p><label>Date of the order <input name="date" type="date"></label></p>
          <p><label>Message <textarea name="message"></textarea></label></p>
          <button>Send message</button>
        </form>
        """;

    public override int Steps => 2;

    protected override string Prompt =>
        "Log in as ada with the password lovelace-1815, then send the contact form: Ada Lovelace, ada@example.com, topic Invoice, "
        + "date of the order 2026-10-02, message: Please send the invoice again.";

    protected override IReadOnlyList<(string Path, string Html)> Pages =>
    [
        ("/start", FixturePages.Login()),
        ("/login", Form),
        ("/sent", "<h1>Thank you</h1><p>Your message was received.</p>"),
    ];

    protected override JsonObject[] Actions(string text, string path) => path switch
    {
        "/start" => [Solver.Fill((Field(text, "User name"), "ada"), (Field(text, "Password"), "lovelace-1815")), Click(text, "button", "Log in")],
        "/login" =>
        [
            Solver.Fill(
                (Field(text, "First name"), "Ada"), (Field(text, "Last name"), "Lovelace"), (Field(text, "E-mail"), "ada@example.com"),
                (Solver.Ref(text, "combobox", "Topic"), "Invoice"), (Solver.Ref(text, "date", "Date of the order"), "2026-10-02"),
                (Field(text, "Message"), "Please send the invoice again.")),
            Click(text, "button", "Send message"),
        ],
        _ => [Solver.Done("The page says: Your message was received.")],
    };
}
