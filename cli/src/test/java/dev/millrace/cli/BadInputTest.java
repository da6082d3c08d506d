package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.flow.RunRequest;
import dev.millrace.core.flow.RunSession;
import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.RunEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users are told of data that is not as it should be: the thing, and what to do next. */
final class BadInputTest {
  private static final String HEADER = "score,age,colour,bought\n";
  private static final int ROWS = 400;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aFileThatIsMissingEmptyOrAHeaderOnly() throws IOException {
    assertThat(millrace("data", "profile", folder.resolve("nothing.csv").toString())).isEqualTo(4);
    assertTold("nothing.csv", "SOURCE_MISSING");
    refusedAtOnce("", "the file is empty", "has finished");
    refusedAtOnce(HEADER, "the file holds no records, at most a header");
  }

  @Test
  void raggedRowsAreKeptAndCountedAndMayBeAllowed() throws IOException {
    write(HEADER + lines(row -> row % 50 == 0 ? "0.5,30" : row(row)) + "1,2,red,yes,extra\n");
    assertThat(run("prepare")).isEqualTo(4);
    assertTold(
        "read 401 = landed 392 + rejected 9 + filtered 0",
        "8 too few fields, 1 too many fields",
        "allowed: at most 1.00%",
        "millrace data quarantine",
        "most-rejected");
    assertThat(schema()).as("nothing is inferred for good from such data").doesNotExist();

    assertThat(quarantine()).isZero();
    assertTold("too few fields", "0.5,30", "too many fields", "1,2,red,yes,extra");

    assertThat(run("schema")).isZero();
    Files.writeString(
        schema(), Files.readString(schema()).replace("most-rejected: 1%", "most-rejected: 5%"));
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("landed 392 = accepted 392 + in quarantine 0");
  }

  @Test
  void textInLatin1IsRefusedUntilItIsConverted() throws IOException {
    String text = HEADER + lines(BadInputTest::row).replace("green", "grün");
    Files.write(file(), text.getBytes(StandardCharsets.ISO_8859_1));
    pipeline("bought");
    assertThat(run("prepare")).isEqualTo(4);
    assertTold("not utf-8", "iconv -f LATIN1 -t UTF-8");
    write(text);
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("anomalies  none");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16,UTF-16", "UTF-16LE,UTF-16LE", "UTF-16BE,UTF-16BE"})
  void textInUtf16SaysHowToConvertIt(String charset, String named) throws IOException {
    String text = HEADER + lines(BadInputTest::row);
    Files.write(file(), text.getBytes(Charset.forName(charset)));
    assertThat(millrace("data", "profile", file().toString())).isEqualTo(4);
    assertTold("data.csv: the file is UTF-16", "iconv -f " + named + " -t UTF-8");
  }

  @Test
  void whatIsNoTextIsSaidToBeNone() throws IOException {
    byte[] bytes = new byte[20_000];
    new java.util.SplittableRandom(3).nextBytes(bytes);
    Files.write(file(), bytes);
    assertThat(millrace("init", file().toString(), "--output", pipelineFile())).isEqualTo(4);
    assertTold("data.csv: the file is not text", "SOURCE_UNREADABLE");
  }

  @Test
  void aRecordWithAZeroByteIsKeptApart() throws IOException {
    write(HEADER + lines(row -> row == 7 ? row(row).replace("e", "\0e") : row(row)));
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("landed 399 + rejected 1", "1 zero byte");
    assertThat(quarantine()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("zero byte").doesNotContain("\0");
  }

  @Test
  void twoColumnsOfOneName() throws IOException {
    refusedAtOnce("score,age,age,bought\n" + lines(BadInputTest::row), "same name", "found age");
  }

  @Test
  void aLabelThatIsNotThereMissingOrConstant() throws IOException {
    write(HEADER + lines(BadInputTest::row));
    pipeline("boght");
    assertThat(run("prepare")).isEqualTo(4);
    assertTold("LABEL_MISSING", "Did you mean 'bought'?");
    write(HEADER + lines(row -> "0." + row + ",30,red,yes"));
    assertThat(run("prepare")).isEqualTo(4);
    assertTold("label.column bought: the label is the same in every row; found yes");
    assertThat(
            millrace(
                "init",
                file().toString(),
                "--label",
                "bought",
                "--force",
                "--output",
                pipelineFile()))
        .isEqualTo(4);
    assertTold("LABEL_CONSTANT");
    Files.delete(schema());
    write(HEADER + lines(row -> "0." + row + ",30,red,"));
    assertThat(run("prepare")).isEqualTo(4);
    assertTold("the label is missing in every row", "Choose another label");
  }

  @Test
  void aLabelWithADecimalComma() throws IOException {
    write("score;price\n" + lines(row -> row + ";1" + row + ",5"));
    pipeline("price");
    assertThat(run("prepare")).isEqualTo(4);
    assertTold("label.column price", "decimal comma", "decimal point");
  }

  @Test
  void oneClassOnlyInASplit() throws IOException {
    write(
        "day,"
            + HEADER
            + lines(
                row ->
                    day(row)
                        + row(row)
                            .replaceAll("(yes|no)$", row % 3 == 0 && row < 200 ? "yes" : "no")));
    Files.writeString(
        Path.of(pipelineFile()),
        Files.readString(Path.of(pipelineFile()))
            .replace("data.csv }", "data.csv, time: { column: day } }"));
    assertThat(run("prepare")).isEqualTo(4);
    assertTold(
        "the test rows are all of one class; found no", "Split by hash", "SPLIT_SINGLE_CLASS");
  }

  @Test
  void aColumnWithoutValuesAndOneOfManyTextsAreLeftOut() throws IOException {
    write(
        "who,nothing,"
            + HEADER
            + IntStream.range(0, 100_000)
                .mapToObj(row -> "person " + row * 7919L % 1_000_003 + ",," + row(row) + "\n")
                .collect(Collectors.joining()));
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("100,000 rows x 6 columns", "who is left out", "nothing is left out");
  }

  @Test
  void datesThatDoNotParse() throws IOException {
    write("day," + HEADER + lines(row -> (row == 40 ? "2024-02-31," : day(row)) + row(row)));
    assertThat(run("schema")).isZero();
    assertThat(schema())
        .content()
        .contains("value 41 is the first that is not among dates")
        .contains("type: utf8");
    Files.writeString(
        schema(), Files.readString(schema()).replaceFirst("type: utf8", "type: date"));
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("landed 399 + rejected 1", "1 not date");
    assertThat(quarantine()).isZero();
    assertTold("not date in day", "2024-02-31");
  }

  @Test
  void infinityAndNanAreValues() throws IOException {
    write(
        HEADER
            + lines(
                row ->
                    switch (row % 50) {
                      case 1 -> "inf,30,red,yes";
                      case 2 -> "NaN,30,red,no";
                      case 3 -> "-Infinity,30,red,no";
                      default -> row(row);
                    }));
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("read 400 = landed 400 + rejected 0");
    assertThat(millrace("data", "profile", file().toString(), "--json")).isZero();
    assertTold("\"positive-infinity\":8", "\"negative-infinity\":8", "\"nan\":8");
    pipeline("score");
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("left out 24: label missing");
  }

  @Test
  void twoThousandColumns() throws IOException {
    write(
        IntStream.range(0, 2000).mapToObj(i -> "c" + i).collect(Collectors.joining(","))
            + ",bought\n"
            + IntStream.range(0, 60)
                .mapToObj(
                    row ->
                        IntStream.range(0, 2000)
                                .mapToObj(i -> Integer.toString((row * 31 + i * 17) % 97))
                                .collect(Collectors.joining(","))
                            + (row % 3 == 0 ? ",yes\n" : ",no\n"))
                .collect(Collectors.joining()));
    assertThat(run("validate")).as(told()).isZero();
    assertTold("60 rows x 2001 columns");
  }

  @Test
  void rowsThatBreakARuleAreKeptApartAndShown() throws IOException {
    write(HEADER + lines(row -> row == 9 ? "0.1,-5,red,yes" : row(row)));
    assertThat(run("schema")).isZero();
    Files.writeString(
        schema(),
        Files.readString(schema())
            .replaceFirst(
                "(?s)(\"age\":\n    type: int64[^\n]*\n)",
                "$1    otherwise: quarantine\n    min: 0\n"));
    assertThat(run("prepare")).as(told()).isZero();
    assertTold("landed 400 = accepted 399 + in quarantine 1", "INT_TYPE_SMALL_INT:age");
    assertThat(quarantine()).isZero();
    assertTold("data.csv", "age < 0", "\"age\":-5");
    assertThat(quarantine("--json")).isZero();
    assertTold("\"total\":1", "\"record\":10");
  }

  @Test
  void aBlobThatWasDamagedIsMadeAgain() throws IOException {
    write(HEADER + lines(BadInputTest::row));
    assertThat(run("validate")).isZero();
    try (var blobs = Files.walk(folder.resolve(".millrace").resolve("blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        assertThat(blob.toFile().setWritable(true)).isTrue();
        Files.write(blob, bytes);
      }
    }
    assertThat(run("validate")).as(told()).isZero();
    assertTold("is gone or damaged", "made again", "landed 400 = accepted 400");
  }

  @Test
  void anotherRunOfTheSamePipelineIsNamed() throws IOException {
    write(HEADER + lines(BadInputTest::row));
    try (OpenHome home = OpenHome.open(folder.resolve(".millrace"))) {
      RunRequest request =
          new RunRequest(
              Users.nextRun(),
              Users.PROJECT,
              new PipelineName("shop"),
              Digest.ofBytes(new byte[0]),
              Main.VERSION,
              Users.actor(),
              "the first",
              Users.process(home.clock().instant()),
              Set.of());
      ProgressPrinter printer =
          new ProgressPrinter(new Terminal(System.out, System.out, false), home.clock());
      try (RunSession first = RunSession.open(home.runServices(), request, printer)) {
        assertThat(run("validate")).isEqualTo(1);
        assertTold("RUN_ACTIVE", "shop");
        first.finish(RunEnd.done());
      }
    }
    assertThat(run("validate")).as(told()).isZero();
  }

  /** The device takes no byte, as a disk without room does. */
  @Test
  void aDiskWithoutRoomIsSaidToBeFull() throws IOException {
    write(HEADER + lines(BadInputTest::row));
    assertThat(millrace("data", "profile", file().toString(), "--html", "/dev/full")).isEqualTo(1);
    assertTold("/dev/full: there is no room to write a file", "Free disk space", "DISK_FULL");
    assertThat(millrace("init", file().toString(), "--force", "--output", "/dev/full"))
        .isEqualTo(1);
    assertTold("DISK_FULL");
  }

  @Test
  void aHomeOfANewerVersion() throws IOException {
    write(HEADER + lines(BadInputTest::row));
    Path home = Files.createDirectories(folder.resolve(".millrace"));
    Files.writeString(home.resolve("format"), "millrace-home 99\n");
    assertThat(run("validate")).isEqualTo(2);
    assertTold("newer version of Millrace", "format 99", "--home");
  }

  private void refusedAtOnce(String content, String... words) throws IOException {
    write(content);
    for (int exit :
        new int[] {
          millrace("data", "profile", file().toString()),
          millrace("init", file().toString(), "--force", "--output", pipelineFile()),
          run("prepare")
        }) {
      assertThat(exit).as(told()).isEqualTo(4);
      assertTold(words);
      assertTold("data.csv");
    }
  }

  private static String day(int row) {
    return String.format(Locale.ROOT, "2024-%02d-%02d,", 1 + row / 28 % 12, 1 + row % 28);
  }

  /** A row whose label follows from its score and colour, with exceptions. */
  private static String row(int row) {
    double score = row * 37 % 101 / 50.0 - 1;
    String colour =
        switch (row % 3) {
          case 0 -> "red";
          case 1 -> "green";
          default -> "blue";
        };
    boolean bought = (score + (row % 3 == 0 ? 0.5 : 0) > 0.2) != (row % 11 == 0);
    return String.format(
        Locale.ROOT, "%.3f,%d,%s,%s", score, 18 + row * 7 % 60, colour, bought ? "yes" : "no");
  }

  private static String lines(IntFunction<String> row) {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> row.apply(i) + "\n")
        .collect(Collectors.joining());
  }

  private Path file() {
    return folder.resolve("data.csv");
  }

  private Path schema() {
    return folder.resolve("schema.yaml");
  }

  private String pipelineFile() {
    return folder.resolve("pipeline.yaml").toString();
  }

  private void write(String content) throws IOException {
    Files.writeString(file(), content);
    pipeline("bought");
  }

  private void pipeline(String label) throws IOException {
    Files.writeString(
        Path.of(pipelineFile()),
        "name: shop\nsource: { files: data.csv }\nlabel: { column: " + label + " }\n");
  }

  private int run(String until) {
    return millrace("run", pipelineFile(), "--until", until);
  }

  private int quarantine(String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "data";
    arguments[1] = "quarantine";
    arguments[2] = "--pipeline";
    arguments[3] = pipelineFile();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return millrace(arguments);
  }

  private int millrace(String... arguments) {
    out.reset();
    err.reset();
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.resolve(".millrace").toString();
    return Main.run(
        all,
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private void assertTold(String... words) {
    assertThat(told()).contains(words).doesNotContain("\tat ", "INTERNAL");
  }
}
