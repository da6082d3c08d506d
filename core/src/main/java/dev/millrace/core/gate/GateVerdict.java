package dev.millrace.core.gate;

import java.util.List;

/** What the gate says of a candidate, rule by rule. */
public record GateVerdict(List<GateLine> lines) {
  public GateVerdict {
    lines = List.copyOf(lines);
  }

  /** True when no line refuses; with no rules at all nothing is demanded. */
  public boolean blessed() {
    return lines.stream().noneMatch(GateLine::refuses);
  }
}
