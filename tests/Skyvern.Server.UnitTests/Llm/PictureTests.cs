using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class PictureTests
{
    [Fact]
    public async Task Next_WithPicture_ShowsItBesideTheTextWithItsSize()
    {
        await using var rig = await LlmRig.StartAsync(Solver.Step(Solver.ClickAt(640, 400)), new LlmOptions { ApiKey = LlmRig.Key, PictureDetail = "low" });

        var plan = await rig.PlanAsync(rig.Context() with { Picture = LlmRig.Jpeg });

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Equal((1, "data:image/jpeg;base64," + Convert.ToBase64String(LlmRig.Jpeg)), Assert.Single(request.Pictures));
        Assert.EndsWith("\nPICTURE: the visible part of the page, 1280 x 800 pixels; click_at counts from its upper left corner.", request.LastText, StringComparison.Ordinal);
        Assert.Contains("\"detail\":\"low\"", request.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("PICTURE: the visible part of the page", plan.Exchange!.Prompt, StringComparison.Ordinal);
        Assert.DoesNotContain("base64", plan.Exchange.Prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "Invalid content type. image_url is only supported by certain models.")]
    [InlineData(400, "Failed to deserialize the JSON body: messages[1]: unknown variant `image_url`, expected `text`")]
    [InlineData(400, "json: cannot unmarshal array into Go struct field ChatRequest.messages.content of type string")]
    [InlineData(404, "No endpoints found that support image input")]
    [InlineData(422, "body.messages.1.content: Input should be a valid string")]
    [InlineData(500, "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj")]
    public async Task Next_PictureRefused_IsToldSoAndRemembered(int status, string words)
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        rig.Stub.Quirks.PictureRefusal = (status, words);

        var plan = await rig.PlanAsync(rig.Context() with { Picture = LlmRig.Jpeg });
        await rig.PlanAsync(rig.Context(2, [new PlanTurn(plan.Reply, "back: ok")]) with { Picture = LlmRig.Jpeg });

        Assert.Equal([1, 0, 0], rig.Stub.Requests.Select(request => request.Pictures.Count));
        Assert.All(rig.Stub.Requests.Skip(1), request => Assert.Contains("PICTURE: this model cannot be shown pictures.", request.LastText, StringComparison.Ordinal));
        Assert.All(rig.Stub.Requests, request => Assert.True(request.Mode == "json_schema" && request.Body.ContainsKey("temperature")));
        Assert.Contains("cannot be shown pictures", plan.Exchange!.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_PictureRefusedWithoutAWordByAKnownEndpoint_GivesUpOnlyThePicture()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back);
        var first = await rig.PlanAsync();
        rig.Stub.Quirks.IsTaciturn = true;
        rig.Stub.Quirks.PictureRefusal = (400, "");

        await rig.PlanAsync(rig.Context(2, [new PlanTurn(first.Reply, "back: ok")]) with { Picture = LlmRig.Jpeg });

        Assert.Equal([0, 1, 0], rig.Stub.Requests.Select(request => request.Pictures.Count));
        Assert.True(rig.Stub.Requests[2].Body.ContainsKey("temperature"));
        Assert.Equal("json_schema", rig.Stub.Requests[2].Mode);
    }

    [Fact]
    public async Task Next_PicturesNever_SendsNone()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, Pictures = LlmPictures.Never });

        await rig.PlanAsync(rig.Context() with { Picture = LlmRig.Jpeg });

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Empty(request.Pictures);
        Assert.Contains("Do not use look or click_at.", request.LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_PicturesAlways_TakesARefusalForAFault()
    {
        await using var rig = await LlmRig.StartAsync(LlmRig.Back, new LlmOptions { ApiKey = LlmRig.Key, Pictures = LlmPictures.Always });
        rig.Stub.Quirks.PictureRefusal = (400, "this model has no vision");

        var fault = await Assert.ThrowsAsync<PlannerException>(() => rig.PlanAsync(rig.Context() with { Picture = LlmRig.Jpeg }));

        Assert.Single(rig.Stub.Requests);
        Assert.Contains("this model has no vision", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_LookedButNoPictureCame_SaysSo()
    {
        await using var rig = await LlmRig.StartAsync(Solver.Step(Solver.Look()));
        var first = await rig.PlanAsync();

        await rig.PlanAsync(rig.Context(2, [new PlanTurn(first.Reply, "1 look: ok")]));

        Assert.DoesNotContain("PICTURE", rig.Stub.Requests[0].LastText, StringComparison.Ordinal);
        Assert.EndsWith("PICTURE: none could be taken. Go on with the text; find and read show more of it.", rig.Stub.Requests[1].LastText, StringComparison.Ordinal);
    }
}
