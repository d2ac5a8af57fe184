using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.UnitTests.Engine.Rules;

public sealed class GoalReaderTests
{
    [Theory]
    [InlineData("Go to https://example.com/a", "go to https://example.com/a")]
    [InlineData("go to example.com", "go to example.com")]
    [InlineData("Open the website shop.example.com/cart.", "go to shop.example.com/cart")]
    [InlineData("Please visit \"https://example.com/x y\"", "go to https://example.com/x y")]
    [InlineData("Navigate to http://localhost:8000/demo and click \"Contact\"", "go to http://localhost:8000/demo | click \"Contact\"")]
    [InlineData("open /demo/contact", "go to /demo/contact")]
    [InlineData("Open \"Paper\"", "click \"Paper\"")]
    [InlineData("go to the Books category", "click \"Books\"")]
    [InlineData("Go to the \"Writing\" page", "click \"Writing\"")]
    [InlineData("open the category Desk", "click \"Desk\"")]
    [InlineData("Go to the contact page, then go back", "click \"contact\" | go back")]
    [InlineData("open the first product", "click first \"product\"")]
    [InlineData("Go back to the previous page", "go back")]
    [InlineData("scroll down", "scroll to down")]
    [InlineData("scroll to the bottom of the page", "scroll to bottom")]
    [InlineData("scroll to \"Reviews\"", "scroll to Reviews")]
    [InlineData("scroll down to the Reviews section", "scroll to Reviews")]
    [InlineData("wait 5 seconds", "wait 5 s")]
    [InlineData("wait for the page to load", "wait 2 s")]
    [InlineData("wait for \"Order placed\"", "wait for \"Order placed\"")]
    [InlineData("Wait until the text \"Done\" appears", "wait for \"Done\"")]
    [InlineData("make sure that \"Welcome\" is shown", "wait for \"Welcome\"")]
    [InlineData("accept cookies", "accept cookies")]
    [InlineData("Accept all cookies if asked, then click \"News\"", "accept cookies | click \"News\"")]
    [InlineData("If there is a cookie banner, accept it. Then open \"News\".", "accept cookies | click \"News\"")]
    [InlineData("dismiss the cookie banner", "dismiss cookies")]
    [InlineData("Click \"Save\"", "click \"Save\"")]
    [InlineData("click on the Save button", "click \"Save\"")]
    [InlineData("Click the 'Terms and Conditions' link", "click \"Terms and Conditions\"")]
    [InlineData("press “Continue”", "click \"Continue\"")]
    [InlineData("tap on Sign up", "click \"Sign up\"")]
    [InlineData("Click Save and click Continue", "click \"Save\" | click \"Continue\"")]
    [InlineData("click the button labelled \"Add to basket\"", "click \"Add to basket\"")]
    [InlineData("click \"Details\" for \"INV-2026-003\"", "click \"Details\" of \"INV-2026-003\"")]
    [InlineData("click the second \"Buy\" button", "click second \"Buy\"")]
    [InlineData("double-click \"Row 1\"", "double-click \"Row 1\"")]
    [InlineData("press Enter", "press Enter")]
    [InlineData("hit the escape key", "press Escape")]
    [InlineData("check \"I agree\"", "check \"I agree\"")]
    [InlineData("tick the newsletter checkbox", "check \"newsletter\"")]
    [InlineData("uncheck \"Send me news\"", "uncheck \"Send me news\"")]
    [InlineData("accept the terms and conditions", "check \"terms and conditions\"")]
    [InlineData("select \"Germany\" from the country list", "select \"Germany\" in \"country list\"")]
    [InlineData("Choose Invoice in Topic", "select \"Invoice\" in \"Topic\"")]
    [InlineData("pick \"Express\"", "select \"Express\"")]
    [InlineData("type \"hello\" into \"Message\"", "fill Message=\"hello\"")]
    [InlineData("Type hello world into the search box", "fill search=\"hello world\"")]
    [InlineData("enter \"Anna\" in the first name field", "fill first name=\"Anna\"")]
    [InlineData("Enter the username \"bob\" and the password \"s3cret\" and click \"Log in\"", "fill username=\"bob\", password=\"***\" | click \"Log in\"")]
    [InlineData("fill the city field with Berlin", "fill city=\"Berlin\"")]
    [InlineData("set quantity to 3", "fill quantity=\"3\"")]
    [InlineData("fill in \"2026-05-01\" as date", "fill date=\"2026-05-01\"")]
    [InlineData("search for \"gel pen\"", "search for \"gel pen\"")]
    [InlineData("Search the shop for notebooks and open the first result", "search for \"notebooks\" | click first \"result\"")]
    [InlineData("search for salt and pepper", "search for \"salt and pepper\"")]
    [InlineData("Use the search box to find desk lamp", "search for \"desk lamp\"")]
    [InlineData("Fill in the contact form with name: Anna Smith, email: anna@example.com, message: Hello there and submit it", "fill the form with name=\"Anna Smith\", email=\"anna@example.com\", message=\"Hello there\" | submit the form")]
    [InlineData("fill out the form with first name = Anna, last name = Smith; send it", "fill the form with first name=\"Anna\", last name=\"Smith\" | submit the form")]
    [InlineData("Fill the form with name \"Anna\", email \"a@b.example\" and phone \"123\"", "fill the form with name=\"Anna\", email=\"a@b.example\", phone=\"123\"")]
    [InlineData("Fill out the contact form with the following information and submit it:\nName: Anna\nE-mail: a@b.example\nMessage: Hi, how are you?", "fill the form with Name=\"Anna\", E-mail=\"a@b.example\", Message=\"Hi, how are you?\" | submit the form")]
    [InlineData("Fill in the form {\"first_name\": \"Anna\", \"newsletter\": true, \"age\": 30} and send it", "fill the form with first_name=\"Anna\", newsletter=\"true\", age=\"30\" | submit the form")]
    [InlineData("Fill out the contact form and submit it.\nFirst name: Anna\nLast name: Smith", "fill the form with First name=\"Anna\", Last name=\"Smith\" | submit the form")]
    [InlineData("Fill in the form and submit it. Use this data: {\"name\": \"Anna\"}", "fill the form with name=\"Anna\" | submit the form")]
    [InlineData("fill in name: Anna, email: a@b.example", "fill name=\"Anna\", email=\"a@b.example\"")]
    [InlineData("Fill in the form with first name Anna, last name Smith and email anna@b.example", "fill the form with first name=\"Anna\", last name=\"Smith\", email=\"anna@b.example\"")]
    [InlineData("Fill the contact form with \"Anna\" as name and \"a@b.example\" as email", "fill the form with name=\"Anna\", email=\"a@b.example\"")]
    [InlineData("Enter the following data: name: Anna; city: Bonn", "fill the form with name=\"Anna\", city=\"Bonn\"")]
    [InlineData("Complete the registration form with email: a@b.example", "fill the form with email=\"a@b.example\"")]
    [InlineData("submit the form", "submit the form")]
    [InlineData("Send the message by clicking \"Send now\"", "submit the form by \"Send now\"")]
    [InlineData("Log in with user \"demo\" and password \"p w\"", "log in as demo")]
    [InlineData("log in as demo@example.com / demo-pass", "log in as demo@example.com")]
    [InlineData("Sign in with username: demo, password: x1", "log in as demo")]
    [InlineData("login with demo@example.com and demo-pass", "log in as demo@example.com")]
    [InlineData("Log in with the user demo@example.com and the password demo-pass, then download the latest invoice", "log in as demo@example.com | download latest \"invoice\"")]
    [InlineData("Log in to the site with e-mail demo@example.com and password demo-pass.", "log in as demo@example.com")]
    [InlineData("Log in.\nUsername: demo\nPassword: secret", "log in as demo")]
    [InlineData("Log in with \"demo\" as username and \"x\" as password", "log in as demo")]
    [InlineData("download \"Report\"", "download \"Report\"")]
    [InlineData("Download the invoice INV-2026-003", "download \"invoice INV-2026-003\"")]
    [InlineData("download the invoice \"INV-2026-003\" and give me its total as JSON", "download \"invoice INV-2026-003\" | extract its total")]
    [InlineData("Download the price list as PDF", "download \"price list\"")]
    [InlineData("Download the first invoice", "download first \"invoice\"")]
    [InlineData("download the file", "download \"file\"")]
    [InlineData("Download the latest invoice and give me its total and date as JSON", "download latest \"invoice\" | extract its total and date")]
    [InlineData("Log in as demo / x and give me the name and email as JSON", "log in as demo | extract the name and email")]
    [InlineData("Extract the title", "extract the title")]
    [InlineData("extract all products with name, price and link", "extract all products with name, price and link")]
    [InlineData("Get the name and price of all products", "extract the name and price of all products")]
    [InlineData("return all products of the category \"Books\" as JSON", "extract all products of the category \"Books\"")]
    [InlineData("Open the category Paper and extract all products with their name and price", "click \"Paper\" | extract all products with their name and price")]
    [InlineData("List all invoices on this page", "extract all invoices")]
    [InlineData("give me the total as JSON", "extract the total")]
    [InlineData("What is the price?", "extract the price")]
    [InlineData("1. Open \"Contact\"\n2. Click \"Send\"\n3. Wait for \"Thanks\"", "click \"Contact\" | click \"Send\" | wait for \"Thanks\"")]
    [InlineData("1. open Contact 2. click Send", "click \"Contact\" | click \"Send\"")]
    [InlineData("First, click \"A\". Then click \"B\"; finally, click \"C\".", "click \"A\" | click \"B\" | click \"C\"")]
    [InlineData("- click \"A\"\n- type \"x\" into \"B\"", "click \"A\" | fill B=\"x\"")]
    [InlineData("Steps:\nStep 1: click \"A\"\nStep 2: scroll down", "click \"A\" | scroll to down")]
    [InlineData("I want you to go to example.com, accept cookies and search for \"tea\", please.", "go to example.com | accept cookies | search for \"tea\"")]
    [InlineData("Can you please click \"A\" for me?", "click \"A\"")]
    [InlineData("click \"A\" -> click \"B\"", "click \"A\" | click \"B\"")]
    [InlineData("Your goal is to log in as bob / x9 and then click \"Orders\" and extract the order number.", "log in as bob | click \"Orders\" | extract the order number")]
    [InlineData("Extract the name, price and rating of all products and return it as JSON", "extract the name, price and rating of all products")]
    [InlineData("read the text of the article", "extract the text of the article")]
    public void Read_KnownClauses_AreAllRead(string prompt, string expected)
    {
        var goal = GoalReader.Read(prompt);

        Assert.Null(goal.Unread);
        Assert.Equal(expected, string.Join(" | ", goal.Clauses));
    }

    [Theory]
    [InlineData("Book a flight from Berlin to Rome", "Book a flight from Berlin to Rome")]
    [InlineData("click the cheapest flight", "click the cheapest flight")]
    [InlineData("Open the page, then find a suitable hotel", "find a suitable hotel")]
    [InlineData("Apply for the job", "Apply for the job")]
    [InlineData("Extract all products under 50 euro", "Extract all products under 50 euro")]
    [InlineData("Summarize the article", "Summarize the article")]
    [InlineData("extract the 5 best products", "extract the 5 best products")]
    [InlineData("If the price is below 10, click \"Buy\"", "If the price is below 10")]
    [InlineData("Click \"Next\" until the end is reached", "Click \"Next\" until the end is reached")]
    [InlineData("Download all invoices", "Download all invoices")]
    [InlineData("fill the form", "fill the form")]
    [InlineData("Fill in the form with suitable data", "Fill in the form with suitable data")]
    [InlineData("Log in", "log in")]
    [InlineData("Extract the products which are in stock", "Extract the products which are in stock")]
    [InlineData("count the products", "count the products")]
    [InlineData("How many products are there?", "How many products are there?")]
    [InlineData("Compare the prices of both shops", "Compare the prices of both shops")]
    [InlineData("click \"A\" and do whatever is needed", "do whatever is needed")]
    [InlineData("get a quote", "get a quote")]
    [InlineData("enter a random date into the date field", "enter a random date into the date field")]
    [InlineData("Buy \"Gel Pen\"", "Buy \"Gel Pen\"")]
    [InlineData("open \"A\" in a new tab", "open \"A\" in a new tab")]
    [InlineData("Write a nice message to the seller", "Write a nice message to the seller")]
    [InlineData("translate the page into German", "translate the page into German")]
    [InlineData("Solve the captcha", "Solve the captcha")]
    [InlineData("Do not submit the form", "Do not submit the form")]
    [InlineData("name: Anna", "name: Anna")]
    [InlineData("for each product click \"Save\"", "for each product click \"Save\"")]
    [InlineData("Play the game 2048", "Play the game 2048")]
    [InlineData("click any link", "click any link")]
    [InlineData("", "")]
    public void Read_GoalWithAnythingElse_NamesTheWordsThatCouldNotBeRead(string prompt, string expected)
    {
        var goal = GoalReader.Read(prompt);

        Assert.Equal(expected, goal.Unread);
        Assert.Empty(goal.Clauses);
    }

    [Fact]
    public void Read_LogIn_TakesUserAndPasswordAsWritten()
    {
        var logIn = Assert.IsType<LogInClause>(Assert.Single(GoalReader.Read("Log in as demo@example.com with the password Abc-12,x!y.").Clauses));

        Assert.Equal(("demo@example.com", "Abc-12,x!y"), (logIn.User, logIn.Password));
    }

    [Fact]
    public void Read_LongProse_IsRefusedWithoutLongWork()
    {
        var prose = string.Concat(Enumerable.Repeat("The quick brown fox, and then the dog, jumps over it. ", 300));

        Assert.NotNull(GoalReader.Read(prose).Unread);
    }
}
