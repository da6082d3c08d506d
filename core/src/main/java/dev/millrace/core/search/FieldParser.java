package dev.millrace.core.search;

import dev.millrace.core.search.FilterToken.Kind;
import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchSubject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a condition or an order is about. */
final class FieldParser {
  private static final Map<String, String> ALSO =
      Map.of(
          "created", "start_time",
          "Created", "start_time",
          "run name", "run_name",
          "Run name", "run_name",
          "Run Name", "run_name",
          "timestamp", "last_updated_timestamp");

  private final TokenReader tokens;
  private final SearchSubject subject;

  FieldParser(TokenReader tokens, SearchSubject subject) {
    this.tokens = tokens;
    this.subject = subject;
  }

  /** {@code KIND.NAME}, or an attribute alone; either part may be in backticks. */
  SearchField field() {
    FilterToken first = tokens.next();
    if (first.kind() == Kind.WORD) {
      int dot = first.text().indexOf('.');
      if (dot < 0) {
        return named(first, "attributes", first.text());
      }
      String name = first.text().substring(dot + 1);
      return named(first, first.text().substring(0, dot), name.isEmpty() ? quotedName() : name);
    }
    if (first.kind() == Kind.TICKED || first.kind() == Kind.QUOTED) {
      FilterToken then = tokens.peek();
      if (then.kind() == Kind.WORD && then.text().startsWith(".") && tokens.touches(first, then)) {
        var _ = tokens.next();
        String name = then.text().substring(1);
        return named(first, first.text(), name.isEmpty() ? quotedName() : name);
      }
      return named(first, "attributes", first.text());
    }
    throw tokens.problem(
        "a condition begins with what it is about", first, "such as metrics.auc or tags.team");
  }

  private String quotedName() {
    FilterToken name = tokens.next();
    if (name.kind() != Kind.TICKED && name.kind() != Kind.QUOTED) {
      throw tokens.problem("a name is missing", name, "a name, in backticks when it has blanks");
    }
    return name.text();
  }

  private SearchField named(FilterToken at, String kind, String name) {
    SearchField field =
        switch (kind) {
          case "metric", "metrics" -> new SearchField.Metric(name);
          case "parameter", "parameters", "param", "params" -> new SearchField.Param(name);
          case "tag", "tags" -> new SearchField.Tag(name);
          case "attribute", "attributes", "attr", "run" -> attribute(at, name);
          case "dataset", "datasets" ->
              throw tokens.problem("data sets of runs are not kept as such", at, kinds());
          default -> throw tokens.problem("nothing is named so", at, kinds());
        };
    if (!field.isOf(subject)) {
      throw tokens.problem(
          subject.name().toLowerCase(Locale.ROOT) + " have none of these", at, kinds());
    }
    return field;
  }

  private SearchField attribute(FilterToken at, String name) {
    Optional<SearchAttribute> attribute =
        SearchAttribute.find(subject, name)
            .or(() -> SearchAttribute.find(subject, ALSO.getOrDefault(name, "")));
    return new SearchField.Attribute(
        attribute.orElseThrow(
            () ->
                tokens.problem(
                    "there is no such attribute",
                    at,
                    SearchAttribute.of(subject).stream()
                        .map(SearchAttribute::text)
                        .collect(Collectors.joining(", ")))));
  }

  private String kinds() {
    return Stream.of("metrics.", "params.", "tags.", "attributes.")
        .filter(
            kind ->
                switch (kind) {
                  case "metrics." -> new SearchField.Metric("x").isOf(subject);
                  case "params." -> new SearchField.Param("x").isOf(subject);
                  default -> true;
                })
        .collect(Collectors.joining(", "));
  }
}
