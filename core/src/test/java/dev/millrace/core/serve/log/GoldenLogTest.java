package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments of version 1 are read for ever, and still written as they were. */
final class GoldenLogTest {
  private static final SegmentName NAME = new SegmentName(new NodeId("golden"), 7);

  @TempDir Path folder;

  static List<LoggedPrediction> goldenPredictions() {
    return List.of(
        LogCases.prediction(1),
        new LoggedPrediction(
            new PredictionId(-1, Long.MIN_VALUE),
            -5,
            new ServedVersion(new ModelName("m"), 1, 0),
            RowJson.of("{}"),
            ScoreVector.of(-0.0, Double.NaN, Double.NEGATIVE_INFINITY),
            Optional.empty(),
            0.125,
            Optional.empty(),
            List.of("unseen:company", "Z\u00fcrich \u20ac \ud83d\ude00")));
  }

  static List<LoggedLabel> goldenLabels() {
    return List.of(
        LogCases.label(1, "yes"),
        new LoggedLabel(
            new LabelTarget.OfKey(new ModelName("taxi"), "order-1"),
            "12.5",
            -1,
            2,
            new Actor("cli", Actor.Standing.UNVERIFIED)),
        new LoggedLabel(
            new LabelTarget.OfKey(new ModelName("taxi"), "\u00e9"),
            "",
            3,
            4,
            new Actor("timer", Actor.Standing.SYSTEM)));
  }

  static <T> byte[] segment(RecordCodec<T> codec, List<T> values) {
    byte[] bytes =
        new SegmentHeader(codec.stream(), NAME.node(), 7, 1_764_028_800_000_000L).encode();
    long sequence = NAME.firstSequence();
    for (T value : values) {
      int start = bytes.length;
      bytes = java.util.Arrays.copyOf(bytes, start + Frame.HEADER + codec.size(value));
      assertThat(codec.write(value, bytes, start + Frame.HEADER)).isEqualTo(bytes.length);
      Frame.seal(bytes, start, bytes.length - start, sequence++, new CRC32C());
    }
    return bytes;
  }

  private byte[] install(LogStream stream) throws IOException {
    Path target = folder.resolve(stream.folder()).resolve(NAME.sealedFile());
    Files.createDirectories(target.resolveSibling(""));
    try (InputStream in =
        GoldenLogTest.class.getResourceAsStream("/log/" + stream.folder() + "-v1.seg")) {
      byte[] bytes = java.util.Objects.requireNonNull(in).readAllBytes();
      Files.write(target, bytes);
      return bytes;
    }
  }

  @Test
  void predictions() throws IOException {
    assertThat(segment(new PredictionCodec(), goldenPredictions()))
        .isEqualTo(install(LogStream.PREDICTIONS));
    List<LoggedPrediction> read = new ArrayList<>();
    LogRead result =
        LogReader.predictions(folder)
            .read(LogOffsets.START, (value, node, sequence) -> read.add(value));
    assertThat(read).isEqualTo(goldenPredictions());
    assertThat(result.damages()).isEmpty();
  }

  @Test
  void labels() throws IOException {
    assertThat(segment(new LabelCodec(), goldenLabels())).isEqualTo(install(LogStream.LABELS));
    List<LoggedLabel> read = new ArrayList<>();
    LogRead result =
        LogReader.labels(folder).read(LogOffsets.START, (value, node, sequence) -> read.add(value));
    assertThat(read).isEqualTo(goldenLabels());
    assertThat(result.damages()).isEmpty();
  }
}
