using System.Text.Json.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Journeys;

/// <summary>Log in, choose a product, cart, check out, fill six fields of a form of 40, send it.</summary>
internal sealed class CheckoutJourney : Journey
{
    public override int Steps => 6;

    protected override string Prompt =>
        "Log in as ada with the password of the shop, open Lamp model 3, add it to the cart, check out and send the registration form "
        + "for Ada Lovelace, 12 Dorset Street, London. It is done when the page says thank you.";

    protected override IReadOnlyList<(string Path, string Html)> Pages =>
    [
        ("/start", FixturePages.Login()),
        ("/login", FixturePages.Shop()),
        ("/p/3", "<h1>Lamp model 3</h1><p>A lamp of 23 cm with a warm light.</p><p>13.90 €</p><a href=\"/cart\">Add to cart</a>"),
        ("/cart", "<h1>Cart</h1><p>1 × Lamp model 3, 13.90 €</p><a href=\"/checkout\">Check out</a>"),
        ("/checkout", FixturePages.Form()),
        ("/register", "<h1>Thank you</h1><p>Your registration was received.</p>"),
    ];

    protected override JsonObject[] Actions(string text, string path) => path switch
    {
        "/start" => [Solver.Fill((Field(text, "User name"), "ada"), (Field(text, "Password"), "lovelace-1815")), Click(text, "button", "Log in")],
        "/login" => [Click(text, "link", "Lamp model 3")],
        "/p/3" => [Click(text, "link", "Add to cart")],
        "/cart" => [Click(text, "link", "Check out")],
        "/checkout" when !Solver.Sees(text, "Lovelace") =>
        [
            Solver.Fill(
                (Field(text, "First name"), "Ada"), (Field(text, "Last name"), "Lovelace"), (Field(text, "Street"), "Dorset Street"),
                (Field(text, "House number"), "12"), (Field(text, "Postal code"), "W1U 4EG"), (Field(text, "City"), "London")),
        ],
        "/checkout" => [Click(text, "button", "Send application")],
        _ => [Solver.Done("The page says thank you.")],
    };
}
