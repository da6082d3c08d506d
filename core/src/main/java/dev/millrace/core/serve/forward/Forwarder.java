package dev.millrace.core.serve.forward;

import dev.millrace.core.serve.log.LogRead;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.EnvironmentName;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Forwards a log from where it was forwarded to. A batch is noted once it was taken, so that each
 * record is sent at least once, and again only when this process dies in between. {@link #tick} is
 * called by one thread; {@link #holds} by any.
 */
public final class Forwarder {
  private static final Logger LOG = System.getLogger(Forwarder.class.getName());
  private static final String FILE = "forwarded.json";
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Path log;
  private final ForwardSettings settings;
  private final PredictionSink sink;
  private final InstantSource clock;
  private final RecordLines lines;
  private final LogReader<LoggedPrediction> reader;
  private Cursor cursor = Cursor.START;
  private boolean loaded;
  private Duration pause = Duration.ZERO;
  private Instant next = Instant.MIN;
  private boolean failing;

  /** Since when there may be records that were not forwarded; never while there are none. */
  private volatile Instant behind;

  /**
   * @param log folder of the prediction log of the environment
   */
  public Forwarder(
      Path log,
      EnvironmentName environment,
      ForwardSettings settings,
      PredictionSink sink,
      InstantSource clock) {
    this.log = log;
    this.settings = settings;
    this.sink = sink;
    this.clock = clock;
    this.lines = new RecordLines(environment, settings);
    this.reader = LogReader.predictions(log);
    this.behind = clock.instant();
  }

  /** Forwards what is new; after a failure not before a pause that doubles each time. */
  public void tick() {
    Instant now = clock.instant();
    boolean setBack = next.isAfter(now.plus(LONGEST_PAUSE));
    if ((now.isBefore(next) && !setBack) || !Files.isDirectory(log)) {
      return;
    }
    if (behind.equals(Instant.MAX)) {
      behind = now;
    }
    try {
      if (!loaded) {
        cursor = Cursor.load(log.resolve(FILE));
        loaded = true;
      }
      forward();
      if (failing) {
        LOG.log(Level.INFO, "predictions are forwarded again");
      }
      failing = false;
      behind = Instant.MAX;
      pause = Duration.ZERO;
      next = Instant.MIN;
    } catch (MillraceException e) {
      if (!failing) {
        failing = true;
        LOG.log(Level.WARNING, "predictions are not forwarded now, which is tried again", e);
      }
      pause =
          pause.isZero()
              ? settings.every()
              : pause.compareTo(LONGEST_PAUSE.dividedBy(2)) > 0
                  ? LONGEST_PAUSE
                  : pause.multipliedBy(2);
      next = now.plus(pause);
    }
  }

  /** Whether files of the log are still needed for forwarding. */
  public boolean holds() {
    Instant since = behind;
    return !since.equals(Instant.MAX)
        && Duration.between(since, clock.instant()).compareTo(settings.hold()) < 0;
  }

  private void forward() {
    Batch batch = new Batch();
    LogRead read = reader.read(cursor.read(), batch::take);
    batch.send();
    if (read.missing() > 0) {
      LOG.log(
          Level.WARNING,
          read.missing() + " records of the log were damaged or gone before they were forwarded");
    }
    if (read.records() > 0 || !read.to().equals(cursor.read())) {
      note(new Cursor(read.to(), new TreeMap<>()));
    }
  }

  private void note(Cursor reached) {
    reached.save(log.resolve(FILE));
    cursor = reached;
  }

  /** Records on their way. */
  private final class Batch {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SortedMap<NodeId, Long> reached = new TreeMap<>(cursor.delivered());
    private String first = "";
    private int records;

    void take(LoggedPrediction made, NodeId node, long sequence) {
      if (sequence < cursor.delivered().getOrDefault(node, 0L)) {
        return;
      }
      if (records == 0) {
        first = node + "-" + sequence;
      }
      out.writeBytes(
          RecordLines.line(lines.json(made, node, sequence)).getBytes(StandardCharsets.UTF_8));
      reached.put(node, sequence + 1);
      records++;
      if (records == settings.batch()) {
        send();
      }
    }

    void send() {
      if (records > 0) {
        sink.send(first + "-" + records, out.toByteArray());
        note(new Cursor(cursor.read(), reached));
        out.reset();
        records = 0;
      }
    }
  }
}
