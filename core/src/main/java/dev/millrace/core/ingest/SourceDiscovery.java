package dev.millrace.core.ingest;

import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Looks for a source's files and pins them by content. */
public final class SourceDiscovery {
  private static final int MOST_FILES = 100_000;

  private final Path folder;
  private final ReadableFiles readable;

  /**
   * @param folder where relative patterns start
   * @param readable what may be read, and hashed
   */
  public SourceDiscovery(Path folder, ReadableFiles readable) {
    this.folder = folder.toAbsolutePath().normalize();
    this.readable = readable;
  }

  /**
   * Hashes one file that a person named, wherever it lies and whatever its name looks like.
   *
   * @throws MillraceException SOURCE_MISSING, SOURCE_FORMAT_UNSUPPORTED, SOURCE_UNREADABLE
   */
  public static PinnedSource pin(NamedFile file) {
    return new PinnedSource(formatOf(Set.of(file.path())), List.of(pinFile(file.path())));
  }

  /**
   * Finds the files and hashes them.
   *
   * @throws MillraceException SOURCE_MISSING, SOURCE_FORMAT_UNSUPPORTED, SOURCE_UNREADABLE,
   *     POLICY_DENIED
   */
  public PinnedSource pin(SourceConfig config) {
    return pin(config, find(config));
  }

  /** Hashes files that {@link #find} gave; SOURCE_FORMAT_UNSUPPORTED, SOURCE_UNREADABLE. */
  public PinnedSource pin(SourceConfig config, SortedSet<Path> found) {
    SourceFormat format = config.format().orElseGet(() -> formatOf(found));
    return new PinnedSource(format, found.stream().map(SourceDiscovery::pinFile).toList());
  }

  /** Finds the files without reading them; SOURCE_MISSING, SOURCE_UNREADABLE, POLICY_DENIED. */
  public SortedSet<Path> find(SourceConfig config) {
    SortedMap<Path, Optional<SpanKey>> all = new TreeMap<>();
    for (String pattern : config.files()) {
      Map<Path, Optional<SpanKey>> files = find(pattern);
      if (files.isEmpty()) {
        throw Problem.of(ErrorCode.SOURCE_MISSING, "no file matches the source pattern")
            .at(folder.toString())
            .found(pattern)
            .next("Check the pattern under 'source.files'; it starts from this folder.")
            .asException();
      }
      all.putAll(files);
    }
    SortedSet<Path> found = inWindow(config.window(), all);
    if (found.size() > MOST_FILES) {
      throw Problem.of(ErrorCode.SOURCE_UNREADABLE, "the source matches too many files")
          .found(found.size())
          .allowed("at most " + MOST_FILES)
          .asException();
    }
    return found;
  }

  private static SortedSet<Path> inWindow(
      SpanWindow window, SortedMap<Path, Optional<SpanKey>> all) {
    if (window.isAll()) {
      return new TreeSet<>(all.keySet());
    }
    SortedSet<SpanKey> spans = spans(all);
    SortedSet<SpanKey> chosen = window.choose(spans);
    SortedSet<Path> found = new TreeSet<>();
    all.forEach(
        (file, span) -> {
          if (span.isPresent() && chosen.contains(span.get())) {
            found.add(file);
          }
        });
    if (found.isEmpty()) {
      throw Problem.of(ErrorCode.SOURCE_MISSING, "no span is in the window")
          .at("source.window")
          .found(spans.size() + " spans, " + spans.first().text() + " to " + spans.last().text())
          .next("Widen the window, or set 'at-least' so that a run is skipped instead.")
          .asException();
    }
    return found;
  }

  private static SortedSet<SpanKey> spans(Map<Path, Optional<SpanKey>> files) {
    SortedSet<SpanKey> spans = new TreeSet<>();
    files.values().stream().flatMap(Optional::stream).forEach(key -> spans.add(key));
    return spans;
  }

  /**
   * Why there is nothing to run on yet: the window has fewer spans than the pipeline asks for.
   *
   * @throws MillraceException SOURCE_UNREADABLE, POLICY_DENIED
   */
  public Optional<String> tooFewSpans(SourceConfig config) {
    SpanWindow window = config.window();
    if (window.atLeast() == 0) {
      return Optional.empty();
    }
    Map<Path, Optional<SpanKey>> all = new TreeMap<>();
    config.files().forEach(pattern -> all.putAll(find(pattern)));
    SortedSet<SpanKey> chosen = window.choose(spans(all));
    if (chosen.size() >= window.atLeast()) {
      return Optional.empty();
    }
    String which = chosen.stream().map(SpanKey::text).collect(Collectors.joining(", "));
    return Optional.of(
        "nothing was run: the window has "
            + (chosen.isEmpty() ? "no span" : chosen.size() + " spans (" + which + ")")
            + ", and 'source.window.at-least' is "
            + window.atLeast());
  }

  /** The files of a pattern with the spans they are of; of each span, its newest version. */
  private Map<Path, Optional<SpanKey>> find(String pattern) {
    Optional<SpanPattern> named = named(pattern);
    Map<Path, Optional<SpanKey>> found = new TreeMap<>();
    if (named.isEmpty()) {
      glob(pattern).forEach(file -> found.put(file, Optional.empty()));
      return found;
    }
    Map<Optional<SpanKey>, Long> newest = new HashMap<>();
    Map<Path, SpanPattern.Found> names = new TreeMap<>();
    for (Path file : glob(SpanPattern.any(pattern))) {
      Optional<SpanPattern.Found> name = named.get().match(file);
      name.ifPresent(says -> names.put(file, says));
      name.ifPresent(says -> newest.merge(says.span(), says.version(), Math::max));
    }
    names.forEach(
        (file, says) -> {
          if (newest.getOrDefault(says.span(), says.version()) == says.version()) {
            found.put(file, says.span());
          }
        });
    return found;
  }

  private static Optional<SpanPattern> named(String pattern) {
    try {
      return SpanPattern.of(pattern);
    } catch (PatternSyntaxException e) {
      throw noPattern(pattern, e);
    }
  }

  private static MillraceException noPattern(String pattern, IllegalArgumentException e) {
    return new MillraceException(
        Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the source pattern is not one")
            .at("source.files")
            .found(pattern)
            .allowed("a path in which *, **, ?, [abc] and {a,b} may stand for names"),
        e);
  }

  private List<Path> glob(String pattern) {
    try {
      return new SourcePattern(folder, pattern, readable).find();
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw noPattern(pattern, e);
    } catch (IOException e) {
      throw unreadable(folder.resolve(pattern.replaceAll("[*?\\[{].*", "")), e);
    }
  }

  private static SourceFormat formatOf(Set<Path> files) {
    Set<String> endings =
        files.stream().map(SourceDiscovery::ending).collect(Collectors.toCollection(TreeSet::new));
    if (endings.size() == 1) {
      switch (endings.iterator().next()) {
        case "csv", "tsv", "txt" -> {
          return SourceFormat.CSV;
        }
        case "json", "jsonl", "ndjson" -> {
          return SourceFormat.JSON;
        }
        case "parquet" -> {
          return SourceFormat.PARQUET;
        }
        default -> {}
      }
    }
    throw Problem.of(ErrorCode.SOURCE_FORMAT_UNSUPPORTED, "the files' endings do not tell a format")
        .found(String.join(", ", endings))
        .allowed("csv, tsv, txt, json, jsonl, ndjson (plain or .gz), parquet")
        .next("Name it under 'source.format', or narrow the pattern to files of one kind.")
        .asException();
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain =
        name.endsWith(".gz") || name.endsWith(".zst")
            ? name.substring(0, name.lastIndexOf('.'))
            : name;
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /** A file as a source would hold it: SOURCE_UNREADABLE. */
  public static SourceObject pinFile(Path file) {
    Digester digester = new Digester();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digester.raw(buffer, 0, read);
        bytes += read;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    Digest digest = digester.digest();
    return new SourceObject(file.toString(), bytes, digest);
  }

  private static MillraceException unreadable(Path file, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.SOURCE_UNREADABLE, "the file cannot be read")
            .at(file.toString())
            .found(FileFault.words(e))
            .next("Check that it exists and may be read by the user who runs this."),
        e);
  }
}
