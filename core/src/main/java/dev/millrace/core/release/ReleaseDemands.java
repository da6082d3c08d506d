package dev.millrace.core.release;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.EnvironmentName;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a pipeline demands before a version of it may be released, whoever proposes it.
 *
 * @param approval who must agree
 * @param committed whether the version must come from a clean committed revision
 * @param exceptIn environments in which nothing is demanded
 */
public record ReleaseDemands(
    Approval approval, boolean committed, SortedSet<EnvironmentName> exceptIn) {
  /** Whose consent a release needs. */
  public enum Approval {
    /** Nobody's. */
    NONE,
    /** That of somebody who has neither made nor proposed the version. */
    SECOND_PERSON
  }

  /** Nothing is demanded. */
  public static final ReleaseDemands NONE =
      new ReleaseDemands(Approval.NONE, false, new TreeSet<>());

  public ReleaseDemands {
    Objects.requireNonNull(approval);
    exceptIn = Collections.unmodifiableSortedSet(new TreeSet<>(exceptIn));
  }

  /** Reads the keys under {@code release}. */
  static ReleaseDemands read(Section section) {
    return new ReleaseDemands(
        section.value(
            "approval",
            "whose consent a release needs: second-person is somebody who has neither made nor"
                + " proposed the version",
            ValueForms.choice(Approval.class),
            Approval.NONE),
        section.value(
            "committed",
            "whether a release must come from a clean committed revision of the pipeline's folder",
            ValueForms.flag(),
            false),
        new TreeSet<>(
            section.list(
                "except-in",
                "environments in which 'approval' and 'committed' demand nothing",
                EnvironmentForm.FORM)));
  }

  /** What is demanded when this and another are: whatever was ever demanded. */
  ReleaseDemands and(ReleaseDemands other) {
    if (isNothing()) {
      return other;
    }
    if (other.isNothing()) {
      return this;
    }
    SortedSet<EnvironmentName> both = new TreeSet<>(exceptIn);
    both.retainAll(other.exceptIn);
    return new ReleaseDemands(
        approval.compareTo(other.approval) < 0 ? other.approval : approval,
        committed || other.committed,
        both);
  }

  private boolean isNothing() {
    return approval == Approval.NONE && !committed;
  }

  /** What is demanded in an environment. */
  ReleaseDemands in(EnvironmentName environment) {
    return exceptIn.contains(environment) ? NONE : this;
  }

  Json toJson() {
    return Json.members()
        .put("approval", approval.name())
        .flag("committed", committed)
        .put("except-in", Json.texts(exceptIn.stream().map(EnvironmentName::value).toList()))
        .build();
  }

  static ReleaseDemands fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("approval", "committed", "except-in");
    SortedSet<EnvironmentName> exceptIn = new TreeSet<>();
    in.texts("except-in").forEach(name -> exceptIn.add(new EnvironmentName(name)));
    return new ReleaseDemands(
        Approval.valueOf(in.text("approval")), in.flag("committed"), exceptIn);
  }
}
