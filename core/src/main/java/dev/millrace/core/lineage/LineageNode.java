package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something a step takes or gives.
 *
 * @param id kind and content, or kind and name: {@code cut/DIGEST}, {@code version/taxi/3}
 * @param name what people call it; empty when only its content names it
 * @param fate what became of its content, such as {@code collected}; empty while it is there
 */
public record LineageNode(LineageKind kind, String id, String name, String fate)
    implements Comparable<LineageNode> {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public LineageNode {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(fate);
  }

  /** Something whose content is there, as far as is known. */
  public LineageNode(LineageKind kind, String id, String name) {
    this(kind, id, name, "");
  }

  LineageNode with(String fate) {
    return new LineageNode(kind, id, name, fate);
  }

  static LineageNode of(LineageKind kind, Digest content, String name) {
    return new LineageNode(kind, kind.text() + "/" + content.hex(), name);
  }

  static LineageNode named(LineageKind kind, String name) {
    return new LineageNode(kind, kind.text() + "/" + name, name);
  }

  /** The part of the id behind the kind. */
  public String key() {
    return id.substring(id.indexOf('/') + 1);
  }

  /** The content this is, when its id names one. */
  public Optional<Digest> content() {
    return DIGEST.matcher(key()).matches() ? Optional.of(new Digest(key())) : Optional.empty();
  }

  /** The name, with the beginning of the digest when it has one, and what became of it. */
  public String label() {
    return fate.isEmpty() ? plainLabel() : plainLabel() + " (" + fate + ")";
  }

  private String plainLabel() {
    if (name.equals(key())) {
      return name;
    }
    String digest = key().substring(0, 12);
    return name.isEmpty() ? digest : name + " " + digest;
  }

  Json json() {
    MembersBuilder members =
        Json.members().put("id", id).put("kind", kind.text()).put("name", name);
    if (!fate.isEmpty()) {
      members.put("fate", fate);
    }
    return members.build();
  }

  @Override
  public int compareTo(LineageNode other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }
}
