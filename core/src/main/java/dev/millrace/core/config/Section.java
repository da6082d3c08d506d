package dev.millrace.core.config;

import dev.millrace.core.config.KeyDoc.Presence;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.error.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A mapping read key by key. Each call names a key, its meaning and its form; what is wrong is
 * added to the shared problems and the default is returned, so that reading goes on. {@link #close}
 * refuses the keys nobody asked for. Not thread-safe.
 */
public final class Section implements AutoCloseable {
  private final String path;
  private final Position position;
  private final Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Problems problems;
  private final List<KeyDoc> docs;

  private Section(String path, ConfigNode.Mapping mapping, Problems problems, List<KeyDoc> docs) {
    this.path = path;
    this.position = mapping.position();
    this.problems = problems;
    this.docs = docs;
    mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
  }

  /** The top of a file. */
  public static Section top(ConfigNode.Mapping mapping, Problems problems) {
    return new Section("", mapping, problems, new ArrayList<>());
  }

  /** A mapping somewhere inside a file, such as an element of a list. */
  public static Section at(String path, ConfigNode.Mapping mapping, Problems problems) {
    return new Section(path, mapping, problems, new ArrayList<>());
  }

  /** A section with no entries that only records which keys a reader asks for. */
  public static Section describing(List<KeyDoc> docs) {
    return describing(docs, new ConfigNode.Mapping(new Position("", 1, 1), List.of()));
  }

  /** A section that records which keys a reader asks for when it finds these entries. */
  public static Section describing(List<KeyDoc> docs, ConfigNode.Mapping mapping) {
    return new Section("", mapping, new Problems(), docs);
  }

  public Position position() {
    return position;
  }

  /** Where a key stands, when it does. */
  public Optional<Position> position(String key) {
    return Optional.ofNullable(entries.get(key)).map(ConfigNode.Entry::position);
  }

  public Problems problems() {
    return problems;
  }

  /** Keys in file order, whether asked for or not. */
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** A scalar with a default. */
  public <T> T value(String key, String meaning, ValueForm<T> form, T defaultValue) {
    String text = form.print().apply(defaultValue);
    describe(
        new KeyDoc(path(key), meaning, form.allowed(), text, Presence.DEFAULTED, form.shape()));
    return scalar(key, form).orElse(defaultValue);
  }

  /** A scalar that may be absent. */
  public <T> Optional<T> optional(String key, String meaning, ValueForm<T> form) {
    describe(new KeyDoc(path(key), meaning, form.allowed(), "", Presence.OPTIONAL, form.shape()));
    return scalar(key, form);
  }

  /** A scalar that must be there; {@code placeholder} stands in after the problem was noted. */
  public <T> T required(String key, String meaning, ValueForm<T> form, T placeholder) {
    describe(new KeyDoc(path(key), meaning, form.allowed(), "", Presence.REQUIRED, form.shape()));
    if (!entries.containsKey(key)) {
      missing(key, meaning, form.allowed());
      return placeholder;
    }
    return scalar(key, form).orElse(placeholder);
  }

  /** A list of scalars; a single scalar is a list of one. Empty when absent. */
  public <T> List<T> list(String key, String meaning, ValueForm<T> form) {
    describe(listDoc(key, meaning, form, Presence.OPTIONAL));
    return items(key, form);
  }

  /** A list of scalars with at least one in it; a single scalar is a list of one. */
  public <T> List<T> requiredList(String key, String meaning, ValueForm<T> form) {
    describe(listDoc(key, meaning, form, Presence.REQUIRED));
    ConfigNode.Entry entry = entries.get(key);
    if (entry == null) {
      missing(key, meaning, form.allowed());
    } else if (entry.value() instanceof ConfigNode.Items items && items.values().isEmpty()) {
      invalid(path(key), entry.value(), "at least one: " + form.allowed());
    }
    return items(key, form);
  }

  private <T> KeyDoc listDoc(String key, String meaning, ValueForm<T> form, Presence presence) {
    String allowed = "a list of: " + form.allowed();
    return new KeyDoc(path(key), meaning, allowed, "", presence, Shape.list(form.shape()));
  }

  private <T> List<T> items(String key, ValueForm<T> form) {
    ConfigNode.Entry entry = entries.get(key);
    if (entry == null) {
      return List.of();
    }
    List<ConfigNode> nodes =
        entry.value() instanceof ConfigNode.Items items ? items.values() : List.of(entry.value());
    List<T> values = new ArrayList<>();
    nodes.forEach(node -> parse(path(key), node, form).ifPresent(values::add));
    return values;
  }

  /** The scalars of a key, for what is checked after they were read; empty when absent. */
  public List<ConfigNode.Scalar> scalars(String key) {
    ConfigNode.Entry entry = entries.get(key);
    if (entry == null) {
      return List.of();
    }
    List<ConfigNode> nodes =
        entry.value() instanceof ConfigNode.Items items ? items.values() : List.of(entry.value());
    List<ConfigNode.Scalar> scalars = new ArrayList<>();
    for (ConfigNode node : nodes) {
      if (node instanceof ConfigNode.Scalar scalar) {
        scalars.add(scalar);
      }
    }
    return scalars;
  }

  /** A nested section; an absent one reads as empty, so that its keys take their defaults. */
  public <T> T section(String key, String meaning, Function<Section, T> reader) {
    describe(new KeyDoc(path(key), meaning, "a mapping", "", Presence.OPTIONAL, Shape.SECTION));
    ConfigNode.Entry entry = entries.get(key);
    ConfigNode.Mapping mapping = new ConfigNode.Mapping(position, List.of());
    if (entry != null) {
      if (entry.value() instanceof ConfigNode.Mapping given) {
        mapping = given;
      } else {
        invalid(path(key), entry.value(), "a mapping of keys to values");
      }
    }
    try (Section inner = new Section(path(key), mapping, problems, docs)) {
      return reader.apply(inner);
    }
  }

  /** The raw node of a key whose form is the reader's own business. */
  public Optional<ConfigNode> node(String key, String meaning, String allowed, Shape shape) {
    describe(new KeyDoc(path(key), meaning, allowed, "", Presence.OPTIONAL, shape));
    return Optional.ofNullable(entries.get(key)).map(ConfigNode.Entry::value);
  }

  /** True when the key stands in the file. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Parses a scalar node; a problem is noted when it is not of the form. */
  public <T> Optional<T> parse(String where, ConfigNode node, ValueForm<T> form) {
    if (node instanceof ConfigNode.Scalar scalar) {
      try {
        return Optional.of(form.parse().apply(scalar.text()));
      } catch (IllegalArgumentException | ArithmeticException e) {
        invalid(where, node, form);
        return Optional.empty();
      }
    }
    invalid(where, node, form);
    return Optional.empty();
  }

  /** Notes that a value is not what the key takes. */
  public void invalid(String where, ConfigNode node, String allowed) {
    problems.add(
        Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the value of '" + where + "' is not allowed")
            .at(node.position().toString())
            .found(node.kind())
            .allowed(allowed));
  }

  private <T> void invalid(String where, ConfigNode node, ValueForm<T> form) {
    if (form.echo() == ValueForm.Echo.SHOWN) {
      invalid(where, node, form.allowed());
    } else {
      problems.add(
          Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the value of '" + where + "' is not allowed")
              .at(node.position().toString())
              .found("something that is not shown here, since it may be a secret")
              .allowed(form.allowed()));
    }
  }

  private void missing(String key, String meaning, String allowed) {
    problems.add(
        Problem.of(ErrorCode.CONFIG_KEY_MISSING, "the key '" + path(key) + "' is missing")
            .at(position.toString())
            .allowed(allowed)
            .next("Add it: " + meaning + "."));
  }

  /** Refuses every key that was not asked for, with the nearest spelling. */
  @Override
  public void close() {
    for (ConfigNode.Entry entry : entries.values()) {
      if (!known.contains(entry.key())) {
        problems.add(
            Problem.of(ErrorCode.CONFIG_KEY_UNKNOWN, "there is no key '" + path(entry.key()) + "'")
                .at(entry.position().toString())
                .allowed(String.join(", ", known))
                .next(
                    Spelling.nearest(entry.key(), known)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("")));
      }
    }
  }

  private <T> Optional<T> scalar(String key, ValueForm<T> form) {
    ConfigNode.Entry entry = entries.get(key);
    return entry == null ? Optional.empty() : parse(path(key), entry.value(), form);
  }

  private void describe(KeyDoc doc) {
    String key = doc.path().substring(path.isEmpty() ? 0 : path.length() + 1);
    if (!known.add(key)) {
      docs.removeIf(earlier -> earlier.path().equals(doc.path())); // the last word counts
    }
    docs.add(doc);
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
