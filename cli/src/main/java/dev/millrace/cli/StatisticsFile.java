package dev.millrace.cli;

import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.statistics.StatisticsReader;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file of statistics that a person named in place of data. */
final class StatisticsFile {
  /** Largest file that can be statistics. */
  private static final long MOST = 64L << 20;

  private static final String MARK = "millrace-statistics";

  /** How documents of statistics begin that other systems write. */
  private static final Pattern OTHERS = Pattern.compile("\\s*\\{\\s*\"datasets\"\\s*:");

  private StatisticsFile() {}

  /**
   * The statistics in a file; empty when it holds none and is data.
   *
   * @param slice name of the slice that is wanted; empty: the whole
   */
  static Optional<DatasetStatistics> find(Path file, Optional<String> slice) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".json") || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = bytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.contains(MARK)) {
      return Optional.of(choose(file, StatisticsReader.read(file.toString(), bytes), slice));
    }
    if (OTHERS.matcher(text).lookingAt()) {
      throw Problem.of(ErrorCode.SOURCE_UNREADABLE, "these look like statistics of another form")
          .at(file.toString())
          .found("a document with 'datasets'")
          .allowed("\"format\": \"" + MARK + "\"")
          .next("Write them as docs/statistics.md maps the fields of other systems.")
          .asException();
    }
    return Optional.empty();
  }

  /** Nothing of a file that is too large for statistics: it is data. */
  private static byte[] bytes(Path file) {
    try {
      return Files.size(file) > MOST ? new byte[0] : Files.readAllBytes(file);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SOURCE_UNREADABLE, "the statistics cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
  }

  private static DatasetStatistics choose(
      Path file, List<DatasetStatistics> all, Optional<String> slice) {
    String wanted = slice.orElse(DatasetStatistics.WHOLE);
    if (all.size() == 1 && slice.isEmpty()) {
      return all.getFirst();
    }
    return all.stream()
        .filter(dataset -> dataset.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(ErrorCode.SOURCE_UNREADABLE, "the statistics have no such slice")
                    .at(file.toString())
                    .found(wanted)
                    .allowed(String.join(", ", all.stream().map(DatasetStatistics::name).toList()))
                    .next("Name one of them: --slice NAME.")
                    .asException());
  }
}
