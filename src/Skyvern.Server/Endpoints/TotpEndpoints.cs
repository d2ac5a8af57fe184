using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Push one-time codes to runs that wait for them.</summary>
internal static class TotpEndpoints
{
    private const int UsualRows = 50;
    private const int MostRows = 200;

    public static void MapTotp(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("One-time codes");

        group.MapPostAt(["/v1/credentials/totp", "/api/v1/totp"], SendCode)
            .Describe(
                "SendTotpCode",
                "Send a one-time code",
                "Runs whose totp_identifier is the same take it when a site asks for a code, if it is not older than 10 minutes. "
                    + "Content is the code, or the whole message: the code or log-in link is taken from it.")
            .Takes(typeof(SendTotpCodeRequest), "send-totp-code.json")
            .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status502BadGateway)
            .WithExample(StatusCodes.Status200OK, "totp-code.json");
        group.MapGet("/v1/credentials/totp", ListCodes)
            .Describe("ListTotpCodes", "List one-time codes, newest first", "Codes are kept for a day.")
            .WithFields(
                RequestField.Text("totp_identifier", "Only codes sent to it."), RequestField.Text("workflow_run_id", "Only codes for this workflow run."),
                RequestField.Text("otp_type", "totp or magic_link."), RequestField.Integer("limit", "From 1 to 200; 50 if left out."))
            .WithListExample("totp-code.json");
    }

    private static async Task<Results<Ok<TotpCodeResponse>, BadRequest<ApiError>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> SendCode(
        HttpContext http, ClaimsPrincipal caller, TotpCodeService codes)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var pushed = body.Root is { } root ? TotpCodeReader.Read(root, caller.OrganizationId(), faults) : null;
        if (pushed is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        try
        {
            var result = await codes.PushAsync(pushed, http.RequestAborted);
            return result.Code is { } code ? TypedResults.Ok(TotpCodeResponses.Of(code)) : ApiErrors.BadRequest(result.Refusal!);
        }
        catch (CodeReaderException)
        {
            return ApiErrors.Other(StatusCodes.Status502BadGateway, "The message holds more than one code, and the model that would choose does not answer.");
        }
    }

    private static async Task<Results<Ok<IEnumerable<TotpCodeResponse>>, UnprocessableEntity<ValidationError>>> ListCodes(
        HttpContext http, ClaimsPrincipal caller, TotpCodeService codes, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var query = new QueryReader(http.Request.Query, faults);
        var identifier = query.Text("totp_identifier");
        var types = query.Words("otp_type", TotpCodeResponses.Types);
        var filter = new TotpCodeFilter
        {
            OrganizationId = caller.OrganizationId(),
            TotpIdentifier = identifier is null ? null : TotpIdentifier.Normalize(identifier),
            WorkflowRunId = query.Text("workflow_run_id"),
            Type = faults.Any ? null : TotpCodeResponses.TypeOf(types is [.., var last] ? last : null),
            Limit = query.Integer("limit", UsualRows, least: 1, most: MostRows),
        };
        return faults.Any
            ? ApiErrors.Invalid(faults)
            : TypedResults.Ok((await codes.ListAsync(filter, cancellationToken)).Select(TotpCodeResponses.Of));
    }
}
