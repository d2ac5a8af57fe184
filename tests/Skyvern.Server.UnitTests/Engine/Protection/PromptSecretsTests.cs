using Skyvern.Server.Core.Engine.Protection;

namespace Skyvern.Server.UnitTests.Engine.Protection;

public sealed class PromptSecretsTests
{
    [Theory]
    [InlineData("Log in with user \"demo@example.com\" and password \"demo-pass\", then go on", "Log in with user \"demo@example.com\" and password \"{{password_1}}\", then go on")]
    [InlineData("Log in with user demo and password demo-pass, then download", "Log in with user demo and password {{password_1}}, then download")]
    [InlineData("user: ada, password: hunter2. Then stop", "user: ada, password: {{password_1}}. Then stop")]
    [InlineData("username=ada password=swordfish", "username=ada password={{password_1}}")]
    [InlineData("user:ada,password:swordfish,remember:true", "user:ada,password:{{password_1}},remember:true")]
    [InlineData("My password is Tr0ub4dor&3 and my name is Ada", "My password is {{password_1}} and my name is Ada")]
    [InlineData("The password is \"correct horse battery staple\".", "The password is \"{{password_1}}\".")]
    [InlineData("{\"user\": \"ada\", \"password\": \"hunter2\"}", "{\"user\": \"ada\", \"password\": \"{{password_1}}\"}")]
    [InlineData("{\"pin\": 4711, \"name\": \"Ada\"}", "{\"pin\": {{pin_1}}, \"name\": \"Ada\"}")]
    [InlineData("Fill \"Password\" with \"hunter2\" and click Go", "Fill \"Password\" with \"{{password_1}}\" and click Go")]
    [InlineData("Type \"Ada\" into \"Name\" and \"hunter2\" into \"Password\"", "Type \"Ada\" into \"Name\" and \"{{password_1}}\" into \"Password\"")]
    [InlineData("Enter \"hunter2\" as the password", "Enter \"{{password_1}}\" as the password")]
    [InlineData("Change the password to \"new-one\"", "Change the password to \"{{password_1}}\"")]
    [InlineData("Passwort: geheim123, dann weiter", "Passwort: {{password_1}}, dann weiter")]
    [InlineData("Melde dich an mit Benutzer ada und Kennwort „geheim“", "Melde dich an mit Benutzer ada und Kennwort „{{password_1}}“")]
    [InlineData("Mot de passe : « azerty »", "Mot de passe : « {{password_1}} »")]
    [InlineData("con usuario ada y contraseña \"abre\"", "con usuario ada y contraseña \"{{password_1}}\"")]
    [InlineData("Enter PIN 4711 and confirm", "Enter PIN {{pin_1}} and confirm")]
    [InlineData("Use the API key sk-abc123_XYZ for the import", "Use the API key {{api_key_1}} for the import")]
    [InlineData("api_key: abcdef, db_password=x1", "api_key: {{api_key_1}}, db_password={{password_1}}")]
    [InlineData("API key: abcdef", "API key: {{api_key_1}}")]
    [InlineData("access token \"eyJhbGciOi\"", "access token \"{{token_1}}\"")]
    [InlineData("the secret is 'x-y-z'", "the secret is '{{secret_1}}'")]
    [InlineData("Log in with demo@example.com / demo-pass", "Log in with demo@example.com / {{password_1}}")]
    [InlineData("log in as admin/admin123 and open the list", "log in as admin/{{password_1}} and open the list")]
    [InlineData("Log in with standard_user and secret_sauce", "Log in with standard_user and {{password_1}}")]
    [InlineData("Sign in with \"ada\" and \"lovelace\"", "Sign in with \"ada\" and \"{{password_1}}\"")]
    [InlineData("Open https://ada:hunter2@shop.example/", "Open https://ada:{{password_1}}@shop.example/")]
    [InlineData("password: one1, then password: two2", "password: {{password_1}}, then password: {{password_2}}")]
    [InlineData("password: hunter2, repeat hunter2", "password: {{password_1}}, repeat {{password_1}}")]
    [InlineData("password \"{{password_1}}x\"", "password \"{{password_2}}\"")]
    public void Find_PromptWithSecret_HasAPlaceholderInItsPlace(string prompt, string goal)
    {
        Assert.Equal(goal, PromptSecrets.Find(prompt).Goal);
    }

    [Theory]
    [InlineData("Click \"Forgot password\" and enter ada@example.com")]
    [InlineData("Ask for a password reset email")]
    [InlineData("Open the password reset page and click Send")]
    [InlineData("Check that the password is required")]
    [InlineData("Enter the password and click Log in")]
    [InlineData("Click on Forgot your password? and go on")]
    [InlineData("Extract the title of the article \"Password managers compared\"")]
    [InlineData("Read how many tokens are left")]
    [InlineData("Find the secret santa list of 2024")]
    [InlineData("Get the API key from the settings page")]
    [InlineData("Generate a token with the name \"build\"")]
    [InlineData("Log in with Google and download the invoice")]
    [InlineData("Log in with Google/Facebook")]
    [InlineData("Log in with user@example.com and download the invoice")]
    [InlineData("Log in with the stored credential, then open the cart")]
    [InlineData("Pin the message to the board")]
    [InlineData("Compare the password policy of both sites")]
    [InlineData("Search for \"wireless mouse\" and extract name and price")]
    [InlineData("Passwort vergessen anklicken")]
    [InlineData("Report whether the password field is visible")]
    [InlineData("Change the password hint in the profile")]
    [InlineData("Click \"Next\" in \"Password reset\"")]
    public void Find_PromptThatOnlySpeaksOfSecrets_StaysAsItIs(string prompt)
    {
        var (goal, secrets) = PromptSecrets.Find(prompt);

        Assert.Equal(prompt, goal);
        Assert.Empty(secrets);
    }

    [Fact]
    public void Find_AccountAndPasswordAreOneWord_HidesItOnlyWhereItIsThePassword()
    {
        var (goal, secrets) = PromptSecrets.Find("Log in with user demo and password demo");

        Assert.Equal("Log in with user demo and password {{password_1}}", goal);
        Assert.True(Assert.Single(secrets).IsPlainWord);
    }
}
