package dev.millrace.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.Condition.Has;
import dev.millrace.spi.search.Condition.Membership;
import dev.millrace.spi.search.Condition.NumberComparison;
import dev.millrace.spi.search.Condition.NumberIs;
import dev.millrace.spi.search.Condition.Presence;
import dev.millrace.spi.search.Condition.TextComparison;
import dev.millrace.spi.search.Condition.TextIn;
import dev.millrace.spi.search.Condition.TextIs;
import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchField.Attribute;
import dev.millrace.spi.search.SearchField.Metric;
import dev.millrace.spi.search.SearchField.Param;
import dev.millrace.spi.search.SearchField.Tag;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.search.SortBy;
import dev.millrace.testkit.store.RandomSearches;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParserTest {
  @Test
  void kindsHaveSynonyms() {
    for (String kind : List.of("metric", "metrics")) {
      assertThat(one(kind + ".auc > 0.5"))
          .isEqualTo(new NumberIs(new Metric("auc"), NumberComparison.GREATER, 0.5));
    }
    for (String kind : List.of("param", "params", "parameter", "parameters", "`params`")) {
      assertThat(one(kind + ".depth = '3'"))
          .isEqualTo(new TextIs(new Param("depth"), TextComparison.EQUAL, "3"));
    }
    for (String kind : List.of("tag", "tags")) {
      assertThat(one(kind + ".team != \"x\""))
          .isEqualTo(new TextIs(new Tag("team"), TextComparison.NOT_EQUAL, "x"));
    }
    Attribute status = new Attribute(SearchAttribute.RUN_STATUS);
    for (String kind : List.of("", "attribute.", "attributes.", "attr.", "run.", "`attributes`.")) {
      assertThat(one(kind + "status = 'FINISHED'"))
          .isEqualTo(new TextIs(status, TextComparison.EQUAL, "FINISHED"));
    }
    assertThat(one("attributes.`Run Name` = 'a'").field())
        .isEqualTo(new Attribute(SearchAttribute.RUN_NAME));
    assertThat(one("Created > 5").field()).isEqualTo(new Attribute(SearchAttribute.RUN_START));
    assertThat(one("tags.mlflow.runName = 'a'").field())
        .isEqualTo(new Attribute(SearchAttribute.RUN_NAME));
  }

  @Test
  void namesAreQuotedWithBackticksOrDoubleQuotes() {
    assertThat(one("metrics.`a b` >= -1e-3").field()).isEqualTo(new Metric("a b"));
    assertThat(one("metrics.\"a ` b\"<=.5").field()).isEqualTo(new Metric("a ` b"));
    assertThat(one("metrics.`a``b`=1").field()).isEqualTo(new Metric("a`b"));
    assertThat(one("metrics.test.auc-2/x=1").field()).isEqualTo(new Metric("test.auc-2/x"));
    assertThat(one("params.\"' OR 1=1 --\" = 'it''s'"))
        .isEqualTo(new TextIs(new Param("' OR 1=1 --"), TextComparison.EQUAL, "it's"));
  }

  @Test
  void wordsKnowNoCase() {
    assertThat(parse("params.a like 'x%' And params.b iLike '_' AND params.c IS null"))
        .containsExactly(
            new TextIs(new Param("a"), TextComparison.LIKE, "x%"),
            new TextIs(new Param("b"), TextComparison.ILIKE, "_"),
            new Presence(new Param("c"), Has.ABSENT));
    assertThat(one("run_id not in ('b' , 'a')"))
        .isEqualTo(
            new TextIn(
                new Attribute(SearchAttribute.RUN_ID), Membership.NOT_IN, List.of("a", "b")));
    assertThat(one("metrics.x is not null")).isEqualTo(new Presence(new Metric("x"), Has.PRESENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "metrics.auc > '0.9' | 15 | number",
        "metrics.auc LIKE 'a' | 13 | numbers are not compared so",
        "params.a > 'x' | 10 | texts are not compared so",
        "params.a = 3 | 12 | text",
        "params.a = 'x | 12 | quote is not closed",
        "params.a = 'x' OR params.b = 'y' | 16 | no OR",
        "params.a = 'x' params.b = 'y' | 16 | joined by AND",
        "params.a = 'x' AND | 19 | begins with what it is about",
        "foo.a = 'x' | 1 | nothing is named so",
        "foo = 'x' | 1 | no such attribute",
        "datasets.name = 'x' | 1 | data sets",
        "params. = 'x' | 9 | name is missing",
        "run_id IN () | 12 | text",
        "run_id IN ('a' | 15 | list",
        "run_id IN 'a' | 11 | parenthesis",
        "params.a IS 3 | 13 | NULL",
        "= 'x' | 1 | begins with",
        "metrics.auc = NaN | 15 | number",
        "params.a <> 'x' | 10 | texts are not compared so",
      })
  void whatIsWrongIsToldWithItsPlace(String filter, int place, String told) {
    MillraceException refused =
        Assertions.catchThrowableOfType(MillraceException.class, () -> parse(filter));
    assertThat(refused.code()).isEqualTo(ErrorCode.SEARCH_INVALID);
    assertThat(refused).hasMessageContaining("character " + place + ":").hasMessageContaining(told);
  }

  @Test
  void ordersHaveDirections() {
    SearchQuery query =
        new SearchParser(SearchSubject.RUNS)
            .parse("", List.of("metrics.`a b` desc, start_time", "params.x ASC"));
    assertThat(query.order())
        .containsExactly(
            SortBy.descending(new Metric("a b")),
            SortBy.ascending(SearchAttribute.RUN_START),
            SortBy.ascending(new Param("x")));
    for (String bad : List.of("", "metrics.a UP", "metrics.a, metrics.a", "metrics.a,", "foo")) {
      Assertions.assertThatThrownBy(
              () -> new SearchParser(SearchSubject.RUNS).parse("", List.of(bad)))
          .isInstanceOf(MillraceException.class);
    }
  }

  @Test
  void whatAQueryIsWrittenAsIsReadAsTheSameQuery() {
    RandomSearches random = new RandomSearches(3);
    for (SearchSubject subject : SearchSubject.values()) {
      for (int i = 0; i < 500; i++) {
        SearchQuery query = random.query(subject);
        boolean finite =
            query.conditions().stream()
                .noneMatch(c -> c instanceof NumberIs is && Double.isInfinite(is.value()));
        if (finite) {
          String filter =
              query.conditions().stream()
                  .map(SearchParserTest::text)
                  .collect(Collectors.joining(" AND "));
          List<String> order =
              query.order().stream()
                  .map(
                      sort ->
                          text(sort.field())
                              + (sort.direction() == SortBy.Direction.ASCENDING ? "" : " DESC"))
                  .toList();
          assertThat(new SearchParser(subject).parse(filter, order)).isEqualTo(query);
        }
      }
    }
  }

  @Test
  void anyTextIsReadOrRefused() {
    Random random = new Random(5);
    List<String> parts =
        List.of(
            "metrics", ".", "`", "\"", "'", "a", " ", "=", "!", "<", "(", ")", ",", "IN", "AND",
            "0.5", "LIKE", "IS", "NULL", "NOT", "tags.", "\\", "\u0000", "\ud800", "%", "-", ";");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      for (boolean order : new boolean[] {false, true}) {
        try {
          var _ =
              new SearchParser(SearchSubject.RUNS)
                  .parse(
                      order ? "" : text.toString(), order ? List.of(text.toString()) : List.of());
        } catch (MillraceException e) {
          assertThat(e.code()).as("%s", text).isEqualTo(ErrorCode.SEARCH_INVALID);
        }
      }
    }
  }

  private static Condition one(String filter) {
    List<Condition> conditions = parse(filter);
    assertThat(conditions).hasSize(1);
    return conditions.getFirst();
  }

  private static List<Condition> parse(String filter) {
    return new SearchParser(SearchSubject.RUNS).parse(filter, List.of()).conditions();
  }

  private static String text(Condition condition) {
    String field = text(condition.field());
    return switch (condition) {
      case NumberIs is -> field + " " + is.comparison().text() + " " + is.value();
      case TextIs is -> field + " " + is.comparison().text() + " " + quoted(is.value());
      case TextIn in ->
          field
              + (in.membership() == Membership.IN ? " IN (" : " NOT IN (")
              + in.values().stream().map(SearchParserTest::quoted).collect(Collectors.joining(", "))
              + ")";
      case Presence presence ->
          field + (presence.has() == Has.PRESENT ? " IS NOT NULL" : " IS NULL");
    };
  }

  private static String text(SearchField field) {
    return switch (field) {
      case Metric metric -> "metrics." + ticked(metric.name());
      case Param param -> "params." + ticked(param.name());
      case Tag tag -> "tags." + ticked(tag.name());
      case Attribute attribute -> "attributes." + attribute.attribute().text();
    };
  }

  private static String ticked(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
