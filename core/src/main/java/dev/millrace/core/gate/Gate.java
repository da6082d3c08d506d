package dev.millrace.core.gate;

import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.SliceResult;
import dev.millrace.core.gate.GateLine.Outcome;
import dev.millrace.core.gate.GateRule.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds a candidate against rules. Nothing here passes because it could not be computed. */
public final class Gate {
  private final Contender candidate;
  private final Map<Reference, Contender> others;

  /**
   * @param others champion and baselines that were evaluated on the same rows; a missing champion
   *     means there is none yet
   */
  public Gate(Contender candidate, Map<Reference, Contender> others) {
    this.candidate = candidate;
    this.others = Map.copyOf(others);
  }

  public GateVerdict judge(List<GateRule> rules) {
    List<GateLine> lines = new ArrayList<>();
    for (GateRule rule : rules) {
      lines.add(rule.slice().isPresent() ? bySlice(rule, rule.slice().get()) : overall(rule));
    }
    return new GateVerdict(lines);
  }

  private GateLine overall(GateRule rule) {
    Optional<Estimate> value = candidate.find(rule.metric());
    if (rule.than() == Reference.NUMBER) {
      return decide(rule, "", value, Optional.of(rule.offset()));
    }
    Contender other = others.get(rule.than());
    if (other == null) {
      return absent(rule);
    }
    return decide(rule, "", value, other.find(rule.metric()).map(e -> e.value() + rule.offset()));
  }

  /** The worst slice decides: first one that fails, then one that cannot be told. */
  private GateLine bySlice(GateRule rule, String by) {
    if (rule.than() != Reference.NUMBER && others.get(rule.than()) == null) {
      return absent(rule);
    }
    List<SliceResult> slices = candidate.slices(by);
    if (slices.isEmpty()) {
      return undecided(
          rule, "no slice of '" + by + "' was evaluated; name it under 'evaluate.slices'");
    }
    List<GateLine> lines = new ArrayList<>();
    for (SliceResult slice : slices) {
      Optional<Double> limit = Optional.of(rule.offset());
      Contender other = others.get(rule.than());
      if (other != null) {
        limit = other.find(by, slice.value(), rule.metric()).map(e -> e.value() + rule.offset());
      }
      Optional<Estimate> value = Contender.find(slice.estimates(), rule.metric());
      lines.add(decide(rule, by + " = " + slice.value() + ": ", value, limit));
    }
    for (Outcome outcome : List.of(Outcome.FAILED, Outcome.UNDECIDED)) {
      long many = lines.stream().filter(line -> line.outcome() == outcome).count();
      for (GateLine line : lines) {
        if (line.outcome() == outcome) {
          String more = many > 1 ? " (" + many + " of " + lines.size() + " slices)" : "";
          return new GateLine(
              line.rule(), line.outcome(), line.value(), line.limit(), line.why() + more);
        }
      }
    }
    return new GateLine(
        rule.text(),
        Outcome.PASSED,
        Double.NaN,
        rule.offset(),
        "all " + lines.size() + " slices of '" + by + "' hold");
  }

  private GateLine decide(
      GateRule rule, String where, Optional<Estimate> value, Optional<Double> limit) {
    if (value.isEmpty()) {
      return undecided(
          rule,
          "there is no metric '"
              + rule.metric()
              + "' for this task; there are: "
              + String.join(
                  ", ", candidate.results().overall().stream().map(Estimate::metric).toList()));
    }
    double found = value.get().value();
    double bound = limit.orElse(Double.NaN);
    if (Double.isNaN(found)) {
      String why = value.get().undefined().map(needs -> ": " + needs).orElse("");
      return undecided(rule, where + rule.metric() + " is not defined on these rows" + why);
    }
    if (Double.isNaN(bound)) {
      return undecided(rule, where + "there is no value to compare with");
    }
    boolean holds = rule.comparison().holds(found, bound);
    boolean same = number(found).equals(number(bound));
    String sentence =
        String.format(
            Locale.ROOT,
            "%s%s is %s, %s %s %s",
            where,
            rule.metric(),
            same ? Double.toString(found) : number(found),
            holds ? "and must be" : "but must be",
            rule.comparison().sign(),
            same ? Double.toString(bound) : number(bound));
    return new GateLine(
        rule.text(), holds ? Outcome.PASSED : Outcome.FAILED, found, bound, sentence);
  }

  private static GateLine absent(GateRule rule) {
    return rule.than() == Reference.CHAMPION
        ? new GateLine(
            rule.text(),
            Outcome.NOT_APPLICABLE,
            Double.NaN,
            Double.NaN,
            "there is no other champion to compare with")
        : undecided(rule, "the baseline was not evaluated");
  }

  private static GateLine undecided(GateRule rule, String why) {
    return new GateLine(rule.text(), Outcome.UNDECIDED, Double.NaN, Double.NaN, why);
  }

  private static String number(double value) {
    return String.format(java.util.Locale.ROOT, "%.6g", value);
  }
}
