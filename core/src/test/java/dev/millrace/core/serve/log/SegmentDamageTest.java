package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment cut or damaged anywhere gives back every whole record and nothing else. */
final class SegmentDamageTest {
  private static final SegmentName NAME = new SegmentName(new NodeId("n1"), 0);
  private static final int RECORDS = 6;

  @TempDir Path folder;

  private final List<Integer> ends = new ArrayList<>();
  private byte[] whole = new byte[0];

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("predictions"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new SegmentHeader(LogStream.PREDICTIONS, NAME.node(), 0, 5).encode());
    PredictionCodec codec = new PredictionCodec();
    for (int i = 0; i < RECORDS; i++) {
      LoggedPrediction value = LogCases.prediction(i);
      byte[] frame = new byte[Frame.HEADER + codec.size(value)];
      assertThat(codec.write(value, frame, Frame.HEADER)).isEqualTo(frame.length);
      Frame.seal(frame, 0, frame.length, i, new CRC32C());
      out.write(frame);
      ends.add(out.size());
    }
    whole = out.toByteArray();
  }

  private LogRead read(byte[] content, String ending, List<Long> sequences) throws IOException {
    Path file = folder.resolve("predictions").resolve(NAME.text() + ending);
    Files.write(file, content);
    LogRead read =
        LogReader.predictions(folder)
            .read(
                LogOffsets.START,
                (value, node, sequence) -> {
                  assertThat(value).isEqualTo(LogCases.prediction((int) sequence));
                  sequences.add(sequence);
                });
    Files.delete(file);
    return read;
  }

  private static List<Long> upTo(long count) {
    List<Long> all = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  void cutAnywhereGivesWhatWasWrittenInFull() throws IOException {
    for (int length = 0; length <= whole.length; length++) {
      int cut = length;
      long full = ends.stream().filter(end -> end <= cut).count();
      long lastEnd =
          full == 0
              ? (cut < SegmentHeader.BYTES ? 0 : SegmentHeader.BYTES)
              : ends.get((int) full - 1);
      byte[] part = Arrays.copyOf(whole, cut);
      List<Long> open = new ArrayList<>();
      LogRead pending = read(part, SegmentName.OPEN, open);
      assertThat(open).isEqualTo(upTo(full));
      assertThat(pending.pendingBytes()).isEqualTo(cut - lastEnd);
      assertThat(pending.tornTails()).isZero();
      List<Long> sealed = new ArrayList<>();
      LogRead torn = read(part, SegmentName.SEALED, sealed);
      assertThat(sealed).isEqualTo(upTo(full));
      assertThat(torn.tornBytes()).isEqualTo(cut - lastEnd);
      assertThat(torn.tornTails()).isEqualTo(cut == lastEnd ? 0 : 1);
      assertThat(torn.damages()).isEmpty();
    }
  }

  @Test
  void aTailIsReadOnceItIsWritten() throws IOException {
    for (int cut = 0; cut <= whole.length; cut += 13) {
      Path file = folder.resolve("predictions").resolve(NAME.openFile());
      Files.write(file, Arrays.copyOf(whole, cut));
      LogReader<LoggedPrediction> reader = LogReader.predictions(folder);
      List<Long> sequences = new ArrayList<>();
      LogRead first =
          reader.read(LogOffsets.START, (value, node, sequence) -> sequences.add(sequence));
      Files.write(file, whole);
      LogOffsets kept = LogOffsets.fromJson(first.to().toJson());
      LogRead second = reader.read(kept, (value, node, sequence) -> sequences.add(sequence));
      assertThat(sequences).isEqualTo(upTo(RECORDS));
      assertThat(second.missing()).isZero();
      Files.delete(file);
    }
  }

  @Test
  void oneDamagedByteCostsOneRecord() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x41;
      int position = at;
      long victim = ends.stream().filter(end -> end <= position).count();
      List<Long> expected = upTo(RECORDS);
      if (at >= SegmentHeader.BYTES) {
        expected.remove(victim);
      }
      List<Long> sequences = new ArrayList<>();
      LogRead read = read(damaged, SegmentName.SEALED, sequences);
      assertThat(sequences).as("byte %d", at).isEqualTo(expected);
      if (at < SegmentHeader.BYTES) {
        assertThat(read.damages()).singleElement().matches(damage -> damage.from() == 0);
      } else if (victim == RECORDS - 1) {
        assertThat(read.tornTails()).isEqualTo(1);
      } else {
        assertThat(read.missing()).isEqualTo(1);
        assertThat(read.damages())
            .singleElement()
            .matches(damage -> damage.from() <= position && position < damage.to())
            .matches(damage -> damage.file().equals(NAME.sealedFile()))
            .matches(damage -> damage.to() == ends.get((int) victim));
      }
    }
  }

  @Test
  void aRowThatLooksLikeAFrameIsStillARow() throws IOException {
    byte[] inner = Arrays.copyOfRange(whole, SegmentHeader.BYTES, ends.get(0));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Arrays.copyOf(whole, SegmentHeader.BYTES));
    PredictionCodec codec = new PredictionCodec();
    LoggedPrediction like = LogCases.prediction(0);
    LoggedPrediction value =
        new LoggedPrediction(
            like.id(),
            like.atMicros(),
            like.served(),
            RowJson.view(inner, 0, inner.length),
            like.scores(),
            like.decision(),
            1,
            like.key(),
            like.warnings());
    byte[] frame = new byte[Frame.HEADER + codec.size(value)];
    assertThat(codec.write(value, frame, Frame.HEADER)).isEqualTo(frame.length);
    Frame.seal(frame, 0, frame.length, 0, new CRC32C());
    out.write(frame);
    Path file = folder.resolve("predictions").resolve(NAME.sealedFile());
    Files.write(file, out.toByteArray());
    List<LoggedPrediction> read = new ArrayList<>();
    LogRead result =
        LogReader.predictions(folder)
            .read(LogOffsets.START, (record, node, sequence) -> read.add(record));
    assertThat(read).containsExactly(value);
    assertThat(result.damages()).isEmpty();
  }

  @Test
  void laterVersionsAreRefusedByName() throws IOException {
    byte[] later = whole.clone();
    Bytes.putInt(later, 16, 2);
    CRC32C checksum = new CRC32C();
    checksum.update(later, 0, SegmentHeader.BYTES - 4);
    Bytes.putInt(later, SegmentHeader.BYTES - 4, (int) checksum.getValue());
    assertThatThrownBy(() -> read(later, SegmentName.SEALED, new ArrayList<>()))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e ->
                assertThat(e.problems().getFirst().code())
                    .isEqualTo(ErrorCode.LOG_VERSION_UNSUPPORTED))
        .hasMessageContaining(NAME.sealedFile())
        .hasMessageContaining("segment version 2");
    Files.delete(folder.resolve("predictions").resolve(NAME.sealedFile()));
    byte[] record = whole.clone();
    record[SegmentHeader.BYTES + Frame.HEADER] = 9;
    Frame.seal(record, SegmentHeader.BYTES, ends.get(0) - SegmentHeader.BYTES, 0, new CRC32C());
    assertThatThrownBy(() -> read(record, SegmentName.SEALED, new ArrayList<>()))
        .hasMessageContaining("record version 9");
  }
}
