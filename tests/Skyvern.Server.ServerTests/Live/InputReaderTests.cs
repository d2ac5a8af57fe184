using Skyvern.Server.Core.Live;
using Skyvern.Server.Live;

namespace Skyvern.Server.ServerTests.Live;

public sealed class InputReaderTests
{
    [Theory]
    [InlineData("""{"kind":"mouseEvent","eventType":"mouseMoved","x":0,"y":10000}""", true)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mouseMoved","x":-1,"y":0}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mouseMoved","x":0,"y":10000.5}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mouseMoved","x":"5","y":0}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mouseMoved","x":1e999,"y":0}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mouseDragged","x":5,"y":0}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":5,"y":0,"button":"back"}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":5,"y":0,"button":"middle","clickCount":3}""", true)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":5,"y":0,"button":"left","clickCount":4}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":5,"y":0,"button":"left","clickCount":1.5}""", false)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":5,"y":0,"button":"left","modifiers":15}""", true)]
    [InlineData("""{"kind":"mouseEvent","eventType":"mousePressed","x":5,"y":0,"button":"left","modifiers":16}""", false)]
    [InlineData("""{"kind":"wheelEvent","x":5,"y":0,"deltaX":-10000,"deltaY":10000}""", true)]
    [InlineData("""{"kind":"wheelEvent","x":5,"y":0,"deltaX":0,"deltaY":10001}""", false)]
    [InlineData("""{"kind":"wheelEvent","x":5,"y":0}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyDown","key":"é","code":"","text":"é"}""", true)]
    [InlineData("""{"kind":"keyEvent","eventType":"rawKeyDown","key":"F5","code":"F5","windowsVirtualKeyCode":116}""", true)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyDown","key":"a","code":"KeyA","text":null,"windowsVirtualKeyCode":null}""", true)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyDown","key":"a","code":"KeyA","text":"ab"}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyDown","key":"Enter","code":"Enter","text":"\r"}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyDown","key":"a","code":"KeyA","windowsVirtualKeyCode":255}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyDown","key":"a","code":"KeyA","windowsVirtualKeyCode":"65"}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"char","key":"a","code":"KeyA"}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyUp","key":"","code":"KeyA"}""", false)]
    [InlineData("""{"kind":"keyEvent","eventType":"keyUp","key":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","code":""}""", false)]
    [InlineData("""{"kind":"goForwardEvent"}""", true)]
    [InlineData("""{"kind":"navigateEvent","url":""}""", false)]
    public void Read_Limits_AreThoseOfTheContract(string message, bool counts) =>
        Assert.Equal(counts, InputReader.Read(message).Input is not null);

    [Fact]
    public void Read_LongestAddress_IsTheLongestThatCounts()
    {
        Assert.IsType<NavigateInput>(Read(2083).Input);
        Assert.Equal((InputReader.Navigate, null), Read(2084));

        static (string?, LiveInput? Input) Read(int length) => InputReader.Read($$"""{"kind":"navigateEvent","url":"{{new string('a', length)}}"}""");
    }
}
