using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Endpoints;

[Collection(ApiTests.Name)]
public sealed class UploadEndpointsTests(ApiServer api)
{
    [Theory]
    [InlineData("/v1/upload_file", "../../My cv.pdf", "My cv.pdf")]
    [InlineData("/api/v1/upload_file/", null, "file")]
    public async Task UploadFile_WithOrWithoutAFileName_CanBeReadFromItsAddress(string path, string? sent, string name)
    {
        using var tenant = await api.NewTenantAsync();
        using var anybody = api.Server.ConnectWith(null);

        using var answer = await UploadAsync(tenant, path, "content of the cv", sent);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var file = await Json.ReadAsync(answer);
        using var read = await anybody.GetAsync(file.GetProperty("presigned_url").GetString());

        Assert.Equal("content of the cv", await read.Content.ReadAsStringAsync());
        Assert.Equal(("attachment", "nosniff"), (read.Content.Headers.ContentDisposition?.DispositionType, read.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(name, read.Content.Headers.ContentDisposition?.FileNameStar ?? read.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.StartsWith("file_", file.GetProperty("file_id").GetString());
        Assert.Equal(30, Math.Round((file.GetProperty("expires_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow()).TotalDays));
    }

    [Fact]
    public async Task UploadFile_FieldBehindTheFile_CountsToo()
    {
        using var tenant = await api.NewTenantAsync();

        using var answer = await UploadAsync(tenant, "/v1/upload_file", "x", "a.txt", days: "2");

        var expires = (await Json.ReadAsync(answer)).GetProperty("expires_at").GetDateTimeOffset();
        Assert.Equal(2, Math.Round((expires - TimeProvider.System.GetUtcNow()).TotalDays));
    }

    [Fact]
    public async Task UploadFile_WhatIsWrong_IsTold()
    {
        using var tenant = await api.NewTenantAsync();
        using var noFile = await tenant.Http.PostAsync("/v1/upload_file", new MultipartFormDataContent { { new StringContent("5"), "retention_days" } });
        using var noNumber = await UploadAsync(tenant, "/v1/upload_file", "x", "a.txt", days: "soon");
        using var outOfRange = await UploadAsync(tenant, "/v1/upload_file", "x", "a.txt", days: "366");
        using var json = await tenant.Http.PostAsync("/v1/upload_file", Json.Body("{}"));
        using var cut = await tenant.Http.PostAsync("/v1/upload_file", Broken());

        Assert.Equal(["missing at body.file"], await Answers.AssertInvalidAsync(noFile));
        Assert.Equal(["int_parsing at body.retention_days"], await Answers.AssertInvalidAsync(noNumber));
        Assert.Contains("365", await Answers.AssertErrorAsync(HttpStatusCode.UnprocessableEntity, outOfRange));
        await Answers.AssertErrorAsync(HttpStatusCode.UnsupportedMediaType, json);
        await Answers.AssertErrorAsync(HttpStatusCode.UnprocessableEntity, cut);
        Assert.False(Directory.Exists(api.Server.Folder["artifacts", tenant.OrganizationId, "uploads"])
            && Directory.EnumerateFiles(api.Server.Folder["artifacts", tenant.OrganizationId, "uploads"]).Any());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UploadFile_MoreThanTenMegabytes_Answers413(bool tellsItsLength)
    {
        using var tenant = await api.NewTenantAsync();
        var content = new MultipartFormDataContent { { new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]), "file", "big.bin" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/upload_file") { Content = content };
        request.Headers.TransferEncodingChunked = !tellsItsLength;

        using var answer = await tenant.Http.SendAsync(request);

        await Answers.AssertErrorAsync(HttpStatusCode.RequestEntityTooLarge, answer);
    }

    [Fact]
    public async Task DeleteFile_OwnAlone_IsGone()
    {
        using var tenant = await api.NewTenantAsync();
        using var other = await api.NewTenantAsync();
        using var uploaded = await UploadAsync(tenant, "/v1/upload_file", "x", "a.txt");
        var file = await Json.ReadAsync(uploaded);
        var path = $"/v1/files/{file.GetProperty("file_id")}";

        using var foreign = await other.Http.DeleteAsync(path);
        using var deleted = await tenant.Http.DeleteAsync(path);
        using var again = await tenant.Http.DeleteAsync(path);
        using var read = await tenant.Http.GetAsync(file.GetProperty("presigned_url").GetString());

        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, foreign);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, again);
        await Answers.AssertErrorAsync(HttpStatusCode.NotFound, read);
    }

    [Fact]
    public async Task GetFileContent_ChangedAddress_Answers403()
    {
        using var tenant = await api.NewTenantAsync();
        using var uploaded = await UploadAsync(tenant, "/v1/upload_file", "x", "a.txt");
        var address = (await Json.ReadAsync(uploaded)).GetProperty("presigned_url").GetString()!;

        using var forged = await tenant.Http.GetAsync(address.Replace("expiry=1", "expiry=9", StringComparison.Ordinal));

        await Answers.AssertErrorAsync(HttpStatusCode.Forbidden, forged);
    }

    [Fact]
    public async Task StoredFiles_OwnAddress_IsReadWithoutARequestAndByItsOrganizationAlone()
    {
        using var tenant = await api.NewTenantAsync();
        using var folder = new TempFolder();
        using var uploaded = await UploadAsync(tenant, "/v1/upload_file", "content", "cv.pdf");
        var address = new Uri((await Json.ReadAsync(uploaded)).GetProperty("presigned_url").GetString()!);
        var files = api.Server.Services.GetRequiredService<IStoredFiles>();

        var own = await files.FetchAsync(tenant.OrganizationId, address, folder.Path, 1_000, default);
        var foreign = await files.FetchAsync("o_other", address, folder.Path, 1_000, default);
        var forged = await files.FetchAsync(tenant.OrganizationId, new Uri(address.AbsoluteUri + "0"), folder.Path, 1_000, default);
        var large = await files.FetchAsync(tenant.OrganizationId, address, folder.Path, 3, default);
        var elsewhere = await files.FetchAsync(tenant.OrganizationId, new Uri("https://files.example/v1/files/file_1/a"), folder.Path, 1_000, default);

        Assert.Equal(("cv.pdf", "content"), (Path.GetFileName(own!.Path), await File.ReadAllTextAsync(own.Path!)));
        Assert.All(new[] { foreign, forged, large }, refused => Assert.Null(refused!.Path));
        Assert.Null(elsewhere);
    }

    [Fact]
    public async Task RemoveExpired_TimeIsUp_DeletesRowAndBytes()
    {
        using var tenant = await api.NewTenantAsync();
        var uploads = api.Server.Services.GetRequiredService<UploadService>();
        var received = await uploads.ReceiveAsync(tenant.OrganizationId, "a.txt", new MemoryStream("x"u8.ToArray()), default);
        var file = await uploads.KeepAsync(received, days: -1, default);

        Assert.Null(await uploads.OpenAsync(file.Id, default));
        await uploads.RemoveExpiredAsync(default);

        Assert.Null(await api.Server.Services.GetRequiredService<IUploadStore>().FindAsync(file.Id, default));
        Assert.False(File.Exists(api.Server.Folder["artifacts", tenant.OrganizationId, "uploads", file.Id]));
    }

    private static StringContent Broken()
    {
        var content = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf", Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        return content;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Tenant tenant, string path, string content, string? name, string? days = null)
    {
        using var form = new MultipartFormDataContent();
        if (name is null)
        {
            form.Add(new StringContent(content), "file");
        }
        else
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name);
        }

        if (days is not null)
        {
            form.Add(new StringContent(days), "retention_days");
        }

        return await tenant.Http.PostAsync(path, form);
    }
}
