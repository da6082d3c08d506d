package dev.millrace.core.ingest;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.ReadOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where rows come from: the {@code source} key of a pipeline.
 *
 * @param files patterns relative to the pipeline's folder
 * @param format empty: told by the files' endings
 * @param key columns that name a row; empty: its content does
 * @param predictions which of the model's own predictions are rows too
 * @param window which spans are read, when the files are of spans
 */
public record SourceConfig(
    List<String> files,
    Optional<SourceFormat> format,
    ReadOptions read,
    List<ColumnName> key,
    Optional<TimeColumn> time,
    Predictions predictions,
    SpanWindow window) {
  /** Whether a model's own predictions are read beside the files. */
  public enum Predictions {
    NONE,
    /** Those whose labels have come, as rows with their labels. */
    LABELLED
  }

  /**
   * The column that holds the event time.
   *
   * @param form how numbers become times
   */
  public record TimeColumn(ColumnName column, TemporalForm form) {
    public TimeColumn {
      Objects.requireNonNull(column);
      Objects.requireNonNull(form);
    }
  }

  public SourceConfig {
    files = List.copyOf(files);
    key = List.copyOf(key);
    Objects.requireNonNull(format);
    Objects.requireNonNull(read);
    Objects.requireNonNull(time);
    Objects.requireNonNull(predictions);
    Objects.requireNonNull(window);
  }

  /** These files, and the defaults for the rest. */
  public static SourceConfig of(String... files) {
    return new SourceConfig(
        List.of(files),
        Optional.empty(),
        ReadOptions.DEFAULTS,
        List.of(),
        Optional.empty(),
        Predictions.NONE,
        SpanWindow.ALL);
  }

  /** The same with the files of one span only. */
  public SourceConfig in(SourceSpan span) {
    return new SourceConfig(
        files.stream().map(span::files).toList(),
        format,
        read,
        key,
        time,
        predictions,
        SpanWindow.ALL);
  }

  /** Reads the section; problems are noted there. */
  public static SourceConfig read(Section section) {
    List<String> files =
        section.requiredList(
            "files",
            "files or patterns to read, relative to this file; {YYYY}, {MM} and {DD} stand for"
                + " parts of a date, {span} for the number of a span, {version} for the number of"
                + " a version, of which the greatest is read",
            ValueForms.text());
    return new SourceConfig(
        files,
        section.optional(
            "format",
            "how the files are written; found from their endings",
            ValueForms.choice(SourceFormat.class)),
        new ReadOptions(
            section.optional("separator", "separator of a csv file; found when absent", CHARACTER),
            section.list("missing", "texts that mean missing in every column", ValueForms.text())),
        section.list("key", "columns whose values name a row", ValueForms.column()),
        section.section("time", "the column that holds the event time", SourceConfig::readTime),
        section.value(
            "predictions",
            "which of the model's own predictions are read beside the files, with their labels",
            ValueForms.choice(Predictions.class),
            Predictions.NONE),
        window(section, files));
  }

  private static SpanWindow window(Section section, List<String> files) {
    SpanWindow window = section.section("window", "which spans are read", SpanWindow::read);
    for (String pattern : files) {
      if (!window.isAll() && !SpanPattern.hasSpan(pattern)) {
        section
            .problems()
            .add(
                Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "a window is one of spans")
                    .at("source.files")
                    .found(pattern)
                    .allowed("patterns with {YYYY}, {MM} and {DD}, or with {span}")
                    .next("Name the spans in the pattern, or take 'source.window' out."));
      }
    }
    return window;
  }

  private static Optional<TimeColumn> readTime(Section section) {
    Optional<ColumnName> column =
        section.optional("column", "name of the time column", ValueForms.column());
    TemporalForm form =
        section.value(
            "unit",
            "how the time is written",
            ValueForms.choice(TemporalForm.class),
            TemporalForm.ISO);
    return column.map(name -> new TimeColumn(name, form));
  }

  private static final ValueForm<Character> CHARACTER =
      new ValueForm<>(
          "one character, or 'tab'",
          text -> {
            if (text.equals("tab")) {
              return '\t';
            }
            if (text.length() != 1) {
              throw new IllegalArgumentException();
            }
            return text.charAt(0);
          },
          character -> character == '\t' ? "tab" : character.toString());
}
