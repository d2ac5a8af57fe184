using System.Text;
using Skyvern.Server.Core.Engine.Files;

namespace Skyvern.Server.UnitTests.Engine.Files;

public sealed class PromptFilesTests
{
    [Theory]
    [InlineData("Upload https://files.example/a/cv.pdf as CV", "cv.pdf")]
    [InlineData("Fill the form and attach the file https://files.example/get?id=5", "get")]
    [InlineData("Apply at https://jobs.example/apply, upload https://files.example/cv.pdf and https://files.example/letter.docx.", "cv.pdf,letter.docx")]
    [InlineData("Lade die Datei https://files.example/cv.pdf hoch, hochladen", "cv.pdf")]
    [InlineData("Upload https://a.example/cv.pdf and https://b.example/cv.pdf", "cv.pdf,cv-2.pdf")]
    [InlineData("Go to https://shop.example/ and upload the invoice that you downloaded", "")]
    [InlineData("Open https://docs.example/manual.pdf and extract the title", "")]
    [InlineData("Download https://files.example/x.pdf", "")]
    public void Find_Addresses_AreFilesWhenThePromptSaysToUploadThem(string prompt, string names)
    {
        var (goal, files) = PromptFiles.Find(prompt);

        Assert.Equal(prompt, goal);
        Assert.Equal(names, string.Join(',', files.Select(file => file.Name)));
    }

    [Fact]
    public void Find_DataUri_IsAFileAndLeavesThePrompt()
    {
        var (goal, files) = PromptFiles.Find("Upload data:text/csv;name=people.csv;base64,YSxiCjEsMg== to the import page");

        Assert.Equal("Upload people.csv to the import page", goal);
        Assert.Equal(("people.csv", "a,b\n1,2"), (files[0].Name, Encoding.UTF8.GetString(files[0].Content!)));
    }

    [Fact]
    public void Find_WrittenContent_IsAFile()
    {
        var (goal, files) = PromptFiles.Find("Upload a file \"notes.txt\" with the content \"hello there\" and send");

        Assert.Equal("Upload a file \"notes.txt\" and send", goal);
        Assert.Equal(("notes.txt", "hello there"), (files[0].Name, Encoding.UTF8.GetString(files[0].Content!)));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..%2F..%2Fetc%2Fpasswd", "passwd")]
    [InlineData("a\\b:c?.txt", "bc.txt")]
    [InlineData("..", "file")]
    [InlineData("{{password_1}}.txt", "password_1.txt")]
    public void Safe_HostileName_StaysInItsFolder(string name, string safe)
    {
        Assert.Equal(safe, FileNames.Safe(name, "file"));
    }
}
