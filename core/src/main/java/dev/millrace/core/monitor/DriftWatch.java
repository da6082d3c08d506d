package dev.millrace.core.monitor;

import dev.millrace.core.register.BlobBytes;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.digest.Digest;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.MonitorWindows;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Compares the newest windows of what is live with its reference. */
public final class DriftWatch {
  /** Windows that are looked at, whatever version they are of. */
  private static final int MOST_WINDOWS = 1_000;

  private final MonitorWindows windows;
  private final BlobStore blobs;
  private final ProjectName project;

  public DriftWatch(MonitorWindows windows, BlobStore blobs, ProjectName project) {
    this.windows = windows;
    this.blobs = blobs;
    this.project = project;
  }

  /**
   * The newest windows of a version, as many as hold the least rows, or all there are. Empty when
   * it has no reference or no window yet.
   *
   * @param after windows that ended earlier do not count
   */
  public Optional<DriftReport> find(
      ReleaseTarget target, ReleaseContent content, MonitorSettings settings, Instant after) {
    Digest stated = content.statements().get(ReleaseContents.REFERENCE);
    if (stated == null) {
      return Optional.empty();
    }
    List<MonitorWindow> newest =
        windows.list(project, target, WindowKind.TRAFFIC, after, MOST_WINDOWS).stream()
            .filter(window -> window.version() == content.version())
            .toList()
            .reversed();
    TrafficWindow sum = null;
    Instant from = Instant.MAX;
    for (MonitorWindow window : newest) {
      if (sum != null && sum.rows() >= settings.leastRows()) {
        break;
      }
      TrafficWindow next = TrafficWindow.fromJson(window.content());
      sum = sum == null ? next : sum.plus(next);
      from = window.from().isBefore(from) ? window.from() : from;
    }
    return sum == null
        ? Optional.empty()
        : Optional.of(report(content, stated, settings, sum, from, newest.getFirst().to()));
  }

  private DriftReport report(
      ReleaseContent content,
      Digest stated,
      MonitorSettings settings,
      TrafficWindow sum,
      Instant from,
      Instant to) {
    Reference reference = Reference.fromJson(JsonReader.read(BlobBytes.read(blobs, stated)));
    return new DriftReport(
        content.version(),
        from,
        to,
        sum.rows(),
        Drift.inputs(reference, sum, settings.psi()),
        Drift.answers(reference, sum, settings.psi()));
  }
}
