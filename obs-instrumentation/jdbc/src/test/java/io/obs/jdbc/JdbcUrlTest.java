package io.obs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.obs.db.Database;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            jdbc:postgresql://db.example.org/shop?user=ann&password=hush | postgresql | shop | db.example.org | 5432
            jdbc:postgresql://db:6432/shop | postgresql | shop | db | 6432
            jdbc:postgresql://[::1]:6432/shop | postgresql | shop | ::1 | 6432
            jdbc:postgresql://a:1,b:2/shop | postgresql | shop | a | 1
            jdbc:postgresql:shop | postgresql | shop | localhost | 5432
            jdbc:tc:postgresql:17:///shop | postgresql | shop | - | 0
            jdbc:aws-wrapper:postgresql://db/shop | postgresql | shop | db | 5432
            jdbc:mysql://ann:hush@db:3307/shop?useSSL=false | mysql | shop | db | 3307
            jdbc:mysql://db | mysql | - | db | 3306
            jdbc:mysql:loadbalance://h1:3306,h2/shop | mysql | shop | h1 | 3306
            jdbc:mariadb://db/shop | mariadb | shop | db | 3306
            jdbc:sqlserver://db\\instance:1444;user=ann;password=hush;databaseName=shop | microsoft.sql_server | shop | db | 1444
            jdbc:jtds:sqlserver://db/shop;user=ann | microsoft.sql_server | shop | db | 1433
            jdbc:oracle:thin:ann/hush@db:1522:shop | oracle.db | shop | db | 1522
            jdbc:oracle:thin:ann/hush@//db/shop.example.org | oracle.db | shop.example.org | db | 1521
            jdbc:db2://db:50001/shop:user=ann;password=hush; | ibm.db2 | shop | db | 50001
            jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1 | h2database | shop | - | 0
            jdbc:h2:~/data/shop | h2database | shop | - | 0
            jdbc:h2:file:/home/ann/shop;PASSWORD=hush | h2database | shop | - | 0
            jdbc:h2:tcp://db:9092/~/shop | h2database | ~ | db | 9092
            jdbc:sqlite:C:\\Users\\ann\\shop.db | sqlite | shop.db | - | 0
            jdbc:hsqldb:mem:shop | hsqldb | shop | - | 0
            JDBC:PostgreSQL://db/shop | postgresql | shop | db | 5432
            """)
    void url_tellsWhereTheDatabaseIs(String url, String system, String namespace, String host, int port) {
        assertThat(JdbcUrl.database(url)).isEqualTo(new Database(system, namespace, host, port));
    }

    @ParameterizedTest
    @CsvSource({"jdbc:nothing:x", "http://db/shop", "jdbc:", "''", "jdbc:::::::", "postgresql"})
    void otherUrl_isNotKnown(String url) {
        assertThat(JdbcUrl.database(url)).isEqualTo(Database.UNKNOWN);
    }

    @Test
    void missingOrHugeUrl_isNotKnown() {
        assertThat(JdbcUrl.database(null)).isEqualTo(Database.UNKNOWN);
        assertThat(JdbcUrl.database("jdbc:postgresql://" + "x".repeat(10_000))).isEqualTo(Database.UNKNOWN);
    }

    @Test
    void hostileUrl_harmsNobody() {
        String letters = "jdbc:postgresql://@[]/?;&=,\\()1a.- ";
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder url = new StringBuilder("jdbc:postgresql:");
            for (int length = random.nextInt(40); length > 0; length--) {
                url.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThatCode(() -> JdbcUrl.database(url.toString()))
                    .as(url.toString())
                    .doesNotThrowAnyException();
        }
    }
}
