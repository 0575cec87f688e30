package io.obs.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {

    private static final String JWT =
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

    private final Masker masker = Masker.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "login password=hunter2 ok | login password=*** ok",
                "password: hunter2 | password: ***",
                "PASSWORD = hunter2; x=1 | PASSWORD = ***; x=1",
                "dbPassword=hunter2&y=1 | dbPassword=***&y=1",
                "user_password='two words' x | user_password='***' x",
                "{\"password\":\"hun\\\"ter2\",\"a\":1} | {\"password\":\"***\",\"a\":1}",
                "{\\\"password\\\":\\\"hunter2\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"***\\\",\\\"a\\\":1}",
                "{user=ann, password=hunter2, age=7} | {user=ann, password=***, age=7}",
                "/login?access_token=abc.def&x=1 | /login?access_token=***&x=1",
                "params[password]=hunter2 | params[password]=***",
                "<password>two words</password> | <password>***</password>",
                "api_key=k1 apikey=k2 api-key=k3 X-Api-Key: k4 | api_key=*** apikey=*** api-key=*** X-Api-Key: ***",
                "clientSecret => s3cr3t! done | clientSecret => *** done",
                "refresh_token: abc, expires: 7 | refresh_token: ***, expires: 7",
                "credentials={user=ann, pin={1}} next=1 | credentials=*** next=1",
                "Authorization: Bearer abc.def-ghi | Authorization: ***",
                "Authorization: Basic YW5uOmh1bnRlcjI= | Authorization: ***",
                "Authorization: Digest username=\"ann\" | Authorization: ***\"ann\"",
                "{Authorization=Bearer abcdef, Host=x} | {Authorization=***, Host=x}",
                "Cookie: a=b; SID=31d4d96e | Cookie: ***",
                "{Set-Cookie=a=b; Path=/, Host=x} | {Set-Cookie=***, Host=x}",
                "JSESSIONID=0A1B2C x=1 | JSESSIONID=*** x=1",
                "sent Bearer 6f8a1bc23d, got 401 | sent Bearer ***, got 401",
                "sent bearer secrettokenvalue now | sent bearer *** now",
                "with Basic YW5uOmh1bnRlcjI= here | with Basic *** here",
                "jdbc://ann:hunter2@db:5432/shop | jdbc://ann:***@db:5432/shop",
                "https://ann:p@ss@host/x | https://ann:***@host/x",
                "paid with 4111111111111111. | paid with ***.",
                "paid with 4111 1111 1111 1111 today | paid with *** today",
                "paid with 4111-1111-1111-1111 today | paid with *** today",
                "amex 378282246310005, 3782 822463 10005 | amex ***, ***",
                "id 1234 4111 1111 1111 1111 | id 1234 ***",
            })
    void secrets_areMasked(String text, String masked) {
        assertThat(masker.mask(text)).isEqualTo(masked);
    }

    @Test
    void jwt_isMaskedWhereverItStands() {
        assertThat(masker.mask("got " + JWT + " from x")).isEqualTo("got *** from x");
        assertThat(masker.mask("(" + JWT + ")")).isEqualTo("(***)");
        assertThat(masker.mask("x-" + JWT + ",y")).isEqualTo("x-***,y");
    }

    @Test
    void privateKey_isMasked() {
        assertThat(masker.mask("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAAA\n-----END RSA PRIVATE KEY-----\nx"))
                .doesNotContain("MIIE", "AAAA")
                .endsWith("END RSA PRIVATE KEY-----\nx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
                "request req-5f1d3a0c9b7e42d6a8c4e0f1",
                "uuid 550e8400-e29b-41d4-a716-446655440000",
                "uuid 45678901-1234-4234-8234-446655440000",
                "at 1700000000000 and 1700000000000000 and 1700000000000000000",
                "2026-11-22T18:13:20.007Z 12:30:01 took 4111.1111 ms",
                "4111111111111112 is no card, 0x4111111111111111 neither, nor a4111111111111111",
                "4111111111111111.5 is a decimal, 0.4111111111111111 too",
                "token_type=Bearer tokens=512 token_count: 7 max_tokens=9",
                "password_length=12 passwordRequired=true",
                "com.acme.InvalidTokenException: expired",
                "Basic authentication failed, Bearer authentication required, bearer token missing",
                "secretary=Ann keyboard=us job=7 status=ok",
                "password=null token=false",
                "Token::parse https://host:8080/a?b=c#d",
                "a map {job=1, url=http://h/p}, ratio 3:4, C:\\dir, x=>y",
            })
    void otherText_isLeftAlone(String text) {
        assertThat(masker.mask(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "userPassword",
                "user_password",
                "passwd",
                "pwd",
                "db.pwd",
                "token",
                "accessToken",
                "access_token",
                "accesstoken",
                "authorization",
                "Proxy-Authorization",
                "secret",
                "client_secret",
                "clientsecret",
                "api_key",
                "apiKey",
                "APIKey",
                "X-API-Key",
                "cookie",
                "Set-Cookie",
                "private_key",
                "privateKey",
                "credentials",
                "sessionId",
                "session_id",
                "session",
                "JSESSIONID",
                "cvv",
                "cvv2",
                "cardNumber",
                "jwt",
                "AWS_SECRET_ACCESS_KEY"
            })
    void keysOfSecrets_areSensitive(String key) {
        assertThat(masker.sensitive(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user",
                "job_id",
                "tokens",
                "tokenizer",
                "secretary",
                "author",
                "authority",
                "keyboard",
                "status",
                "token_type",
                "password_length",
                "sessions",
                "session_count",
                "trace_id",
                "pass",
                "",
                "clé",
                "monkey",
                "cookie_count"
            })
    void otherKeys_areNot(String key) {
        assertThat(masker.sensitive(key)).isFalse();
    }

    @Test
    void lists_canBeExtended() {
        Masker more = Masker.with(List.of("IBAN", "tax-number"), List.of("sk_live_", "ghp_"));
        assertThat(more.mask("iban=DE02 customerTaxNumber: 77 password=x push ghp_16C7e42F292c6912E7 now"))
                .isEqualTo("iban=*** customerTaxNumber: *** password=*** push *** now");
        assertThat(more.sensitive("debtor_iban")).isTrue();
        assertThatThrownBy(() -> Masker.with(List.of("--"), List.of())).hasMessageContaining("'--'");
        assertThatThrownBy(() -> Masker.with(List.of(), List.of("x"))).hasMessageContaining("at least 3");
    }

    @Test
    void typedCardNumber_isKnown() {
        assertThat(masker.card(4111111111111111L)).isTrue();
        assertThat(masker.card(5500005555555559L)).isTrue();
        assertThat(masker.card(378282246310005L)).isTrue();
        assertThat(masker.card(4111111111111112L)).isFalse();
        assertThat(masker.card(1700000000000000L)).isFalse();
        assertThat(masker.card(42)).isFalse();
        assertThat(masker.card(Long.MIN_VALUE)).isFalse();
    }

    /** Each text would take hours if a part of it were looked at again for each character. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=",
                "password ",
                "password=\\",
                "eyJ",
                "eyJ.",
                "bearer ",
                "://",
                "://a:",
                "4",
                "4 ",
                "4111 ",
                "-BEGIN ",
                "basic QQ",
                "cookie: , a",
                "secret=[",
                "<token>",
                "'password':",
                ":",
                "\"",
                "B",
                "J",
                "=",
                "a.b-c_d:"
            })
    void hostileText_takesLinearTime(String part) {
        String text = part.repeat(4_000_000 / part.length());
        Spans found = new Spans();
        masker.find(text.toCharArray(), text.length(), found);
        for (int i = 1; i < found.count(); i++) {
            assertThat(found.start(i)).isGreaterThanOrEqualTo(found.end(i - 1));
        }
    }
}
