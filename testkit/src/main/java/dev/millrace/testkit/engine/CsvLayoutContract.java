package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How separated text may be laid out without a difference to the cut. */
public interface CsvLayoutContract extends LandingFixture {
  private void readsTheSame(String text) {
    Batch expected = Tables.columns("a int64", "t utf8").row(1, "x").row(2, null).batch();
    Landed landed = land(text, "a int64", "t utf8");
    assertThat(landed.ledger().rejected()).as(text).isEmpty();
    assertThat(landed.cut().digest()).as(text).isEqualTo(digestOf(expected));
  }

  @Test
  default void lineEndsMarksAndQuotesDoNotShow() {
    readsTheSame("a,t\n1,x\n2,\n");
    readsTheSame("a,t\n1,x\n2,");
    readsTheSame("a,t\r\n1,x\r\n2,\r\n");
    readsTheSame("\ufeffa,t\n1,x\n2,\n");
    readsTheSame("\ufeff\"a\",\"t\"\n\"1\",\"x\"\n\"2\",\n");
    readsTheSame("a,t\n\n1,x\n2,\n\n");
    readsTheSame("t,a\nx,1\n,2\n");
  }

  @Test
  default void separatorsAreFound() {
    readsTheSame("a;t\n1;x\n2;\n");
    readsTheSame("a\tt\n1\tx\n2\t\n");
    readsTheSame("a|t\n1|x\n2|\n");
  }

  @Test
  default void aSeparatorThatIsSetIsUsed() {
    LandingPlan plan =
        new LandingPlan(
            new ReadOptions(Optional.of('~'), List.of()),
            plan("a utf8", "b utf8").columns(),
            List.of());
    Landed landed = landing().land(csv("a~b\n1,2;3~x\n"), plan);
    assertThat(cells(landed)).containsExactly(List.of("1,2;3", "x"));
  }

  @Test
  default void filesAndPackingDoNotShow() {
    Batch table = RandomTables.batch(Tables.fields("i int64", "t utf8"), 5_000, 61);
    Batch first = table.select(IntStream.range(0, 2_000).toArray());
    Batch second = table.select(IntStream.range(2_000, 5_000).toArray());
    PinnedSource one = pinned(SourceFormat.CSV, file("all.csv", CsvText.of(table)));
    PinnedSource two =
        pinned(
            SourceFormat.CSV, file("1.csv", CsvText.of(first)), file("2.csv", CsvText.of(second)));
    PinnedSource packed =
        pinned(
            SourceFormat.CSV,
            file("1.csv.gz", gzip(CsvText.of(first))),
            file("2.csv", CsvText.of(second)));
    Digest expected = digestOf(table);
    for (PinnedSource source : List.of(one, two, packed)) {
      for (int threads = 1; threads <= 3; threads++) {
        Landed landed = landing(threads).land(source, plan(table.fields()));
        assertThat(landed.cut().digest()).isEqualTo(expected);
        assertThat(landed.ledger().read()).isEqualTo(5_000);
      }
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  default void rowsKnowTheirFileAndNumber() {
    PinnedSource source =
        pinned(
            SourceFormat.CSV,
            file("1.csv", "a\n10\n11\n"),
            file("2.csv", "a\n20\n"),
            file("3.csv", "a\n30\n31\n"));
    RowBatch rows = read(landing().land(source, plan("a int64")));
    assertThat(IntStream.range(0, 5).map(rows.ids()::sourceAt)).containsExactly(0, 0, 1, 2, 2);
    assertThat(IntStream.range(0, 5).mapToLong(rows.ids()::ordinalAt))
        .containsExactly(0L, 1L, 0L, 0L, 1L);
  }

  @Test
  default void filesMayHaveOtherColumns() {
    PinnedSource source =
        pinned(SourceFormat.CSV, file("1.csv", "a,b\n1,x\n"), file("2.csv", "c,a\ny,2\n"));
    Landed landed = landing().land(source, plan("a int64", "b utf8", "c utf8"));
    assertThat(cells(landed))
        .containsExactly(Arrays.asList(1L, "x", null), Arrays.asList(2L, null, "y"));
    assertThat(landed.sourceColumns())
        .containsExactly(new ColumnName("a"), new ColumnName("b"), new ColumnName("c"));
  }

  @Test
  default void veryLongAndManyFieldsAreRead() {
    String text = "x".repeat(3_000_000);
    assertThat(cells(land("t\n" + text + "\n\"" + text + "\n" + text + "\"\n", "t utf8")))
        .containsExactly(List.of(text), List.of(text + "\n" + text));
    String[] names = new String[2_000];
    String[] columns = new String[2_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = "c" + i;
      columns[i] = names[i] + " int64";
    }
    String wide = String.join(",", names) + "\n" + "7,".repeat(1_999) + "7\n";
    assertThat(cells(land(wide, columns)).get(0)).hasSize(2_000).containsOnly(7L);
  }
}
