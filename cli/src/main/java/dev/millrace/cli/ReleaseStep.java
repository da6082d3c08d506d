package dev.millrace.cli;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.Releases;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.ReleaseTarget;

/** Lets something happen to a release, or tells what would, and says what came of it. */
final class ReleaseStep {
  /** Whether it happens. */
  enum Doing {
    PREVIEW,
    FOR_REAL
  }

  private final Terminal terminal;
  private final CommonOptions common;
  private final OpenHome home;
  private final Doing doing;

  ReleaseStep(Terminal terminal, CommonOptions common, OpenHome home, Doing doing) {
    this.terminal = terminal;
    this.common = common;
    this.home = home;
    this.doing = doing;
  }

  int apply(Change change, ReleaseTarget target, ReleaseEvent event) {
    var stores = home.store().stores();
    var _ = stores.registryQueries().loadModel(change.project(), target.model());
    Releases releases = new Releases(stores, home.store().blobs());
    Releases.Outcome outcome =
        doing == Doing.PREVIEW
            ? releases.preview(change, target, event)
            : releases.apply(change, target, event);
    if (common.json) {
      terminal.out().println(CanonicalJson.text(ReleaseScreen.json(target, outcome)));
    } else {
      terminal
          .out()
          .println(
              (doing == Doing.PREVIEW ? "would be: " : "")
                  + target
                  + ": "
                  + outcome.why()
                  + " (epoch "
                  + outcome.state().epoch()
                  + ")");
    }
    return 0;
  }
}
