package dev.millrace.cli;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What {@code doctor --repair} finds and does, for people and programs. */
final class RepairScreen {
  private final Terminal terminal;
  private final OutputForm form;

  /** Whether to mend what can be mended. */
  enum Wish {
    LOOK,
    MEND
  }

  RepairScreen(Terminal terminal, OutputForm form) {
    this.terminal = terminal;
    this.form = form;
  }

  /** Gives the exit code: 1 while something is wrong. */
  int show(Repairs repairs, Wish wish) {
    List<Repair> found = repairs.find();
    List<Json> told = new ArrayList<>();
    int left = 0;
    for (Repair repair : found) {
      boolean mend = wish == Wish.MEND && repair.mend().isPresent();
      String done = mend ? repairs.mend(repair) : "";
      left += mend ? 0 : 1;
      told.add(json(repair, done));
      if (form == OutputForm.TEXT) {
        print(repair, done);
      }
    }
    if (form == OutputForm.JSON) {
      terminal.out().println(CanonicalJson.text(Json.members().put("repairs", told).build()));
    } else if (found.isEmpty()) {
      terminal.out().println("nothing to mend");
    } else if (wish == Wish.LOOK) {
      terminal.out().println("nothing was changed; to mend it: millrace doctor --repair --yes");
    }
    return left == 0 ? 0 : 1;
  }

  private static Json json(Repair repair, String done) {
    return Json.members()
        .put("kind", repair.kind())
        .put("found", repair.found())
        .put("needs", Json.texts(repair.needs()))
        .put("next", repair.next())
        .put("can-be-mended", Json.of(repair.mend().isPresent()))
        .put("done", done)
        .build();
  }

  private void print(Repair repair, String done) {
    terminal.out().println(repair.kind() + "  " + repair.found());
    repair.needs().forEach(need -> terminal.out().println("  needed as " + need));
    if (!done.isEmpty()) {
      terminal.out().println("  done: " + done);
    } else if (repair.mend().isPresent()) {
      terminal.out().println("  would be " + repair.next());
    } else {
      terminal.out().println("  " + repair.next());
    }
  }
}
