using Skyvern.Server.Browser.Actions;

namespace Skyvern.Server.BrowserTests.Actions;

public sealed class FileAcceptanceTests
{
    [Theory]
    [InlineData("", "cv.exe", true)]
    [InlineData(".pdf, .docx", "CV.PDF", true)]
    [InlineData(".pdf,.docx", "cv.txt", false)]
    [InlineData("image/*", "photo.jpeg", true)]
    [InlineData("image/*", "cv.pdf", false)]
    [InlineData("application/pdf", "cv.pdf", true)]
    [InlineData("application/pdf", "cv.png", false)]
    [InlineData("application/pdf", "cv.unknown", true)]
    [InlineData(".pdf", "cv", false)]
    [InlineData("*/*", "cv.txt", true)]
    public void Allows_AcceptAttribute_IsReadAsABrowserReadsIt(string accept, string name, bool allowed) =>
        Assert.Equal(allowed, FileAcceptance.Allows(accept, name));
}
