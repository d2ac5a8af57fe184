using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Endpoints;

/// <summary>Files that callers give for runs to upload to sites.</summary>
internal static class UploadEndpoints
{
    private const long MostBytes = 10 * 1024 * 1024;
    private const long MostForm = MostBytes + (64 * 1024);
    private const int UsualDays = 30;
    private const int MostDays = 365;

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Files");

        group.MapPostAt(["/v1/upload_file", "/api/v1/upload_file"], Upload)
            .Describe(
                "UploadFile", "Upload a file for runs to use",
                $"Up to 10 MB. Put presigned_url into a prompt (\"upload …\") or a task's data: runs of the same organization take the file from it. Kept for {UsualDays} days unless retention_days says otherwise.")
            .WithMetadata(new DisableRequestSizeLimitAttribute(), new UploadForm("file", "retention_days", $"1 to {MostDays}; {UsualDays} if left out."))
            .Answers<EndpointSet, ApiError>(StatusCodes.Status413PayloadTooLarge)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "upload-file.json");
        group.MapDelete("/v1/files/{fileId}", Delete).Describe("DeleteFile", "Delete an uploaded file");
        group.MapGet("/v1/files/{fileId}/{name}", GetContent)
            .Describe("GetFileContent", "An uploaded file's bytes", "By the signature of an address that the server gave out.")
            .WithFields(
                RequestField.Integer("expiry", "From a signed address."), RequestField.Text("kid", "From a signed address."),
                RequestField.Text("sig", "From a signed address."))
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .Produces<ApiError>(StatusCodes.Status404NotFound)
            .AllowAnonymous();
    }

    private static async Task<Results<Ok<UploadFileResponse>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> Upload(
        HttpContext http, ClaimsPrincipal caller, UploadService uploads, UploadLinks links)
    {
        var form = new UploadReader(http.Request);
        if (!form.IsForm)
        {
            return ApiErrors.Other(StatusCodes.Status415UnsupportedMediaType, "A form of content type multipart/form-data is needed, with a part named file.");
        }

        if (http.Request.ContentLength > MostForm)
        {
            return TooLarge();
        }

        UploadedFile? received = null;
        UploadedFile? kept = null;
        try
        {
            var fields = await form.ReadAsync(
                async (name, content) => received ??= await uploads.ReceiveAsync(
                    caller.OrganizationId(), name, new LimitedStream(content, MostBytes), http.RequestAborted),
                http.RequestAborted);
            var faults = new RequestFaults();
            var days = ReadDays(fields, faults);
            if (received is null)
            {
                faults.Missing(null, "body", "file");
            }

            if (faults.Any)
            {
                return ApiErrors.Invalid(faults);
            }

            if (days is < 1 or > MostDays)
            {
                return ApiErrors.Other(StatusCodes.Status422UnprocessableEntity, $"retention_days must be from 1 to {MostDays}.");
            }

            kept = await uploads.KeepAsync(received!, days, CancellationToken.None);
            return TypedResults.Ok(Describe(kept, links));
        }
        catch (TooLargeException)
        {
            return TooLarge();
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return ApiErrors.Other(StatusCodes.Status422UnprocessableEntity, "The form could not be read: it is malformed or broken off.");
        }
        finally
        {
            if (received is not null && kept is null)
            {
                await uploads.DropAsync(received, CancellationToken.None);
            }
        }
    }

    private static async Task<Results<NoContent, NotFound<ApiError>>> Delete(
        string fileId, ClaimsPrincipal caller, UploadService uploads, CancellationToken cancellationToken) =>
        await uploads.DeleteAsync(caller.OrganizationId(), fileId, cancellationToken) ? TypedResults.NoContent() : FileNotFound(fileId);

    private static async Task<IResult> GetContent(string fileId, HttpContext http, UploadService uploads, UploadLinks links, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        if (links.Check(fileId, query["expiry"].ToString(), query["kid"].ToString(), query["sig"].ToString()) is not { } timeLeft)
        {
            return ApiErrors.Other(StatusCodes.Status403Forbidden, "The signature of this address is not valid or has expired.");
        }

        return await uploads.OpenAsync(fileId, cancellationToken) is { } found
            ? new ArtifactContent(ToArtifact(found.File), found.Content, timeLeft)
            : FileNotFound(fileId);
    }

    private static int ReadDays(IReadOnlyDictionary<string, string> fields, RequestFaults faults)
    {
        var text = fields.GetValueOrDefault("retention_days", "");
        if (text.Length == 0)
        {
            return UsualDays;
        }

        if (!LenientScalar.TryInteger(text, out var days))
        {
            faults.NotInteger(JsonSerializer.SerializeToElement(text, WireJson.Options), "body", "retention_days");
        }

        return days;
    }

    private static UploadFileResponse Describe(UploadedFile file, UploadLinks links) => new()
    {
        S3Uri = $"artifact:{file.StorageKey}",
        PresignedUrl = links.To(file),
        FileId = file.Id,
        ExpiresAt = file.ExpiresAt,
    };

    // It is sent as a download is: as an attachment, and never as something that a browser would show.
    private static Artifact ToArtifact(UploadedFile file) => new()
    {
        Id = file.Id,
        OrganizationId = file.OrganizationId,
        RunId = "",
        Type = ArtifactTypes.Download,
        StorageKey = file.StorageKey,
        FileName = file.FileName,
        Size = file.Size,
        Checksum = file.Checksum,
        CreatedAt = file.CreatedAt,
    };

    private static JsonHttpResult<ApiError> TooLarge() => ApiErrors.Other(
        StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"The file is larger than {MostBytes / 1024 / 1024} MB."));

    private static NotFound<ApiError> FileNotFound(string fileId) => ApiErrors.NotFound($"File not found {fileId}");
}
