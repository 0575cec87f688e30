package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // base         | matched                     | path            | whole
                "/              | /jobs                       | jobs            | /jobs",
                "/              | /                           | ''              | /",
                "/shop/         | /                           | ''              | /shop",
                "/shop/api/     | /api/jobs/{id}              | jobs/7          | /shop/api/jobs/{id}",
                "/shop/         | /api/jobs/{id}              | jobs/7          | /shop/jobs/{id}",
                "/shop/         | /jobs/{id}/parts/{part}     | jobs/7/parts/8  | /shop/jobs/{id}/parts/{part}",
                "/              | /jobs/{ id : \\d{1,3} }     | jobs/7          | /jobs/{id}",
                "/              | /files/{path: .+}           | files/a/b/c     | /files/{path}",
                "/              | /jobs/{id}.{type}           | jobs/7.json     | /jobs/{id}.{type}",
                "/              | jobs/                       | jobs/           | /jobs",
                "/              | /jobs/{id}                  | jobs/7;v=1      | /jobs/{id}",
                "/api/          | /api/api/jobs               | api/jobs        | /api/api/jobs",
                // What can't be matched: the standard's word, without what the base has already.
                "/shop/api/     | /api/jobs/{id: [}           | jobs/7          | /shop/api/jobs/{id}",
            })
    void template_isWholeAndPlain(String base, String matched, String path, String whole) {
        assertThat(new Templates().full(base, matched, path)).isEqualTo(whole);
    }

    @Test
    void templates_areBounded() {
        Templates templates = new Templates();
        for (int i = 0; i < 5_000; i++) {
            assertThat(templates.full("/", "/job" + i, "job" + i)).isEqualTo("/job" + i);
        }
    }
}
