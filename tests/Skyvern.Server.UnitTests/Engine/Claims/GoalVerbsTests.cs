using Skyvern.Server.Core.Engine.Claims;

namespace Skyvern.Server.UnitTests.Engine.Claims;

public sealed class GoalVerbsTests
{
    [Theory]
    [InlineData("Send a message to the support")]
    [InlineData("Go to the contact page, fill in the form and submit it")]
    [InlineData("Log in, then order two kettles")]
    [InlineData("Please sign me up for the newsletter")]
    [InlineData("I want you to delete the third invoice")]
    [InlineData("Fülle das Formular aus und sende es ab")]
    [InlineData("Bitte zwei Karten bestellen")]
    [InlineData("Remplis le formulaire puis envoyer")]
    [InlineData("Rellena el formulario y enviar")]
    public void AsksToWrite_Yes(string goal) => Assert.True(GoalVerbs.AsksToWrite(goal), goal);

    [Theory]
    [InlineData("What is the status of my order?")]
    [InlineData("Read the order number and the order date")]
    [InlineData("Find the cheapest book and its price")]
    [InlineData("Get the title of the latest post")]
    [InlineData("Click \"Send\"")]
    [InlineData("Open https://send.example/order and read the heading")]
    [InlineData("Lies die Bestellungen aus")]
    [InlineData("Order the results by price and give the first")]
    public void AsksToWrite_No(string goal) => Assert.False(GoalVerbs.AsksToWrite(goal), goal);

    [Theory]
    [InlineData("Download the invoice of May", true)]
    [InlineData("Lade die Rechnung herunter", true)]
    [InlineData("Read the number of \"download\" links", false)]
    public void AsksToDownload(string goal, bool expected) => Assert.Equal(expected, GoalVerbs.AsksToDownload(goal));
}
