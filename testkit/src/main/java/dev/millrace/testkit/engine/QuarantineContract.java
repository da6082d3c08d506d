package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.Landing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that cannot be read: kept, counted, and no reason to lose others. */
public interface QuarantineContract extends LandingFixture {
  /** Lines of the quarantine blob. */
  private List<Json> quarantined(Landed landed) {
    if (landed.quarantine().isEmpty()) {
      return List.of();
    }
    try (InputStream in = blobs().open(landed.quarantine().get())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void everythingIsAccountedFor(Landed landed) {
    LandingLedger ledger = landed.ledger();
    assertThat(ledger.landed()).isEqualTo(landed.cut().rows());
    assertThat(ledger.read())
        .isEqualTo(ledger.landed() + ledger.rejectedRows() + ledger.filteredRows());
    assertThat(quarantined(landed)).hasSize((int) ledger.rejectedRows());
    assertThat(landed.examples()).hasSize((int) Math.min(20, ledger.rejectedRows()));
  }

  @Test
  default void aValueOfAnotherTypeIsQuarantined() {
    Landed landed = land("a,b\n1,x\ntwo,y\n3,z\n", "a int64", "b utf8");
    everythingIsAccountedFor(landed);
    assertThat(cells(landed)).containsExactly(List.of(1L, "x"), List.of(3L, "z"));
    assertThat(landed.ledger().read()).isEqualTo(3);
    assertThat(landed.ledger().rejected()).hasSize(1).containsValue(1L);
    RejectedRecord rejected = landed.examples().get(0);
    assertThat(rejected.source()).isZero();
    assertThat(rejected.ordinal()).isEqualTo(1);
    assertThat(rejected.column()).isEqualTo("a");
    assertThat(rejected.raw()).isEqualTo("two,y");
    assertThat(landed.ledger().rejected()).containsKey(rejected.reason());
    JsonObject line = JsonObject.of(quarantined(landed).get(0));
    assertThat(line.whole("ordinal")).isEqualTo(1);
    assertThat(line.text("raw")).isEqualTo("two,y");
  }

  @Test
  default void rowsAfterARejectedOneKeepTheirNumber() {
    RowBatch rows = read(land("a\nx\n1\ny\n2\n", "a int64"));
    assertThat(IntStream.range(0, 2).mapToLong(rows.ids()::ordinalAt)).containsExactly(1L, 3L);
  }

  @Test
  default void raggedRowsAreQuarantined() {
    Landed landed = land("a,b\n1,x\n2\n3,y,z\n4,w\n", "a int64", "b utf8");
    everythingIsAccountedFor(landed);
    assertThat(cells(landed)).containsExactly(List.of(1L, "x"), List.of(4L, "w"));
    assertThat(landed.examples()).extracting(RejectedRecord::ordinal).containsExactly(1L, 2L);
    assertThat(landed.examples()).extracting(RejectedRecord::raw).containsExactly("2", "3,y,z");
    assertThat(landed.ledger().rejected()).hasSize(2);
  }

  @Test
  default void aColumnThatIsNotLandedIsNotRead() {
    Landed landed = land("a,b\n1,x\n2,y\n", "a int64");
    assertThat(landed.ledger().rejected()).isEmpty();
    assertThat(landed.cut().rows()).isEqualTo(2);
  }

  @Test
  default void numbersThatDoNotFitAreQuarantined() {
    Landed landed =
        land(
            """
            i,m,d
            9223372036854775808,1,2024-01-01
            1,1.234,2024-01-01
            1,99999.00,2024-01-01
            1,1,2023-02-29
            1.5,1,2024-01-01
            2,1.20,2024-01-01
            """,
            "i int64",
            "m decimal(5,2)",
            "d date");
    everythingIsAccountedFor(landed);
    assertThat(landed.cut().rows()).isEqualTo(1);
    assertThat(landed.examples())
        .extracting(RejectedRecord::column)
        .containsExactly("i", "m", "m", "d", "i");
  }

  @Test
  default void bytesThatAreNotUtf8AreQuarantined() {
    byte[] bytes = "a,t\n1,caf\u00e9\n2,ok\n".getBytes(StandardCharsets.ISO_8859_1);
    PinnedSource source = pinned(SourceFormat.CSV, file("latin.csv", bytes));
    Landed landed = landing().land(source, plan("a int64", "t utf8"));
    everythingIsAccountedFor(landed);
    assertThat(cells(landed)).containsExactly(List.of(2L, "ok"));
    assertThat(landed.examples().get(0).raw()).isEqualTo("1,caf\ufffd");
  }

  @Test
  default void anOpenQuoteDoesNotSwallowTheFile() {
    StringBuilder text = new StringBuilder("a,t\n1,x\n2,\"open\n");
    for (int row = 3; row < 1_000; row++) {
      text.append(row).append(",y\n");
    }
    Landed landed = land(text.toString(), "a int64", "t utf8");
    everythingIsAccountedFor(landed);
    assertThat(landed.cut().rows()).isGreaterThan(900);
  }

  @Test
  default void onlyTheFirstExamplesAreShownAndAllAreKept() {
    StringBuilder text = new StringBuilder("a\n");
    for (int row = 0; row < 5_000; row++) {
      text.append(row % 2 == 0 ? "x" : "1").append('\n');
    }
    for (int threads = 1; threads <= 3; threads++) {
      Landed landed = landing(threads).land(csv(text.toString()), plan("a int64"));
      everythingIsAccountedFor(landed);
      assertThat(landed.ledger().rejectedRows()).isEqualTo(2_500);
      assertThat(landed.examples())
          .extracting(RejectedRecord::ordinal)
          .startsWith(0L, 2L, 4L)
          .isSorted();
    }
  }

  @Test
  default void anyBytesAreReadOrRefused() {
    byte[] alphabet = "ab,;\"\r\n1 \t\\'-.".getBytes(StandardCharsets.UTF_8);
    Landing landing = landing();
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] body = new byte[random.nextInt(200)];
      for (int i = 0; i < body.length; i++) {
        body[i] =
            random.nextInt(50) == 0
                ? (byte) random.nextInt(256)
                : alphabet[random.nextInt(alphabet.length)];
      }
      byte[] bytes =
          ("a,b\n" + new String(body, StandardCharsets.ISO_8859_1))
              .getBytes(seed % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
      PinnedSource source = pinned(SourceFormat.CSV, file("any.csv", bytes));
      try {
        Landed landed = landing.land(source, plan("a int64", "b utf8"));
        everythingIsAccountedFor(landed);
      } catch (MillraceException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
  }
}
