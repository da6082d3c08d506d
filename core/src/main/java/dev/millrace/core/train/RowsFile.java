package dev.millrace.core.train;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.learn.TrainingRows;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Gathered rows on their way from a run to its training process, in the folder of the job. The file
 * lives as long as the job, and both sides are one program: little-endian, the width, and for each
 * side its number of rows, their features row by row and their labels.
 */
public final class RowsFile implements RowSource {
  /** Name beside the job's file. */
  public static final String NAME = "rows.bin";

  private static final int BUFFER = 1 << 20;

  private final Path file;

  /** The rows of a file that is there. */
  public RowsFile(Path file) {
    this.file = file;
  }

  /** Writes training, validation and test rows. */
  static void write(Path file, List<LabelledMatrix> sides) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      flush(channel, buffer.putInt(sides.get(0).width));
      for (LabelledMatrix side : sides) {
        flush(channel, buffer.putLong(side.rows()));
        for (int i = 0; i < side.labels.size(); i++) {
          write(channel, buffer, side.features.get(i), side.labels.get(i).length * side.width);
        }
        for (float[] labels : side.labels) {
          write(channel, buffer, labels, labels.length);
        }
      }
    }
  }

  private static void write(FileChannel channel, ByteBuffer buffer, float[] values, int length)
      throws IOException {
    for (int at = 0; at < length; ) {
      int count = Math.min(length - at, BUFFER / Float.BYTES);
      buffer.asFloatBuffer().put(values, at, count);
      buffer.position(count * Float.BYTES);
      flush(channel, buffer);
      at += count;
    }
  }

  private static void flush(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public GatheredRows gather(TrainJob job, long mostBytes) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      int width = fill(channel, buffer, Integer.BYTES).getInt();
      int classes = job.label().width();
      TrainingRows train = side(channel, buffer, width, classes, mostBytes);
      TrainingRows validation = side(channel, buffer, width, classes, mostBytes);
      TrainingRows test = side(channel, buffer, width, classes, mostBytes);
      return new GatheredRows(train, validation, test.features());
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.TRAINING_FAILED, "the rows handed to the training cannot be read")
              .at(file.toString())
              .found(FileFault.words(e))
              .next("Check the disk of the home, and run again: finished stages are reused."),
          e);
    }
  }

  private static TrainingRows side(
      FileChannel channel, ByteBuffer buffer, int width, int classes, long mostBytes)
      throws IOException {
    long rows = fill(channel, buffer, Long.BYTES).getLong();
    MatrixCollector.requireRoom(rows, width, mostBytes);
    float[] features = read(channel, buffer, (int) (rows * width));
    float[] labels = read(channel, buffer, (int) rows);
    return new TrainingRows(new FeatureMatrix((int) rows, width, features), labels, classes);
  }

  private static float[] read(FileChannel channel, ByteBuffer buffer, int length)
      throws IOException {
    float[] values = new float[length];
    for (int at = 0; at < length; ) {
      int count = Math.min(length - at, BUFFER / Float.BYTES);
      fill(channel, buffer, count * Float.BYTES).asFloatBuffer().get(values, at, count);
      at += count;
    }
    return values;
  }

  private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer, int bytes)
      throws IOException {
    buffer.clear().limit(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file is too short");
      }
    }
    return buffer.flip();
  }
}
