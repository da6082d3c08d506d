package dev.millrace.core.search;

import dev.millrace.core.search.FilterToken.Kind;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.Condition.Has;
import dev.millrace.spi.search.Condition.Membership;
import dev.millrace.spi.search.Condition.NumberComparison;
import dev.millrace.spi.search.Condition.TextComparison;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.search.SortBy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads filters and orders: {@code metrics.auc > 0.9 AND tags.team = 'x'}, ordered by {@code
 * metrics.auc DESC, start_time}. SEARCH_INVALID with the place in the text.
 */
public final class SearchParser {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final SearchSubject subject;

  public SearchParser(SearchSubject subject) {
    this.subject = subject;
  }

  /**
   * A query.
   *
   * @param filter empty for everything
   * @param order each of one part, or of several with commas
   */
  public SearchQuery parse(String filter, List<String> order) {
    List<Condition> conditions = conditions(filter);
    List<SortBy> sorts = new ArrayList<>();
    for (String text : order) {
      order(text, sorts);
    }
    most("conditions", conditions.size(), SearchQuery.MOST_CONDITIONS);
    most("parts of an order", sorts.size(), SearchQuery.MOST_ORDER);
    return new SearchQuery(subject, conditions, sorts);
  }

  private List<Condition> conditions(String filter) {
    List<Condition> conditions = new ArrayList<>();
    TokenReader tokens = new TokenReader("filter", filter);
    if (tokens.isAtEnd()) {
      return conditions;
    }
    conditions.add(condition(tokens));
    while (!tokens.isAtEnd()) {
      FilterToken joint = tokens.next();
      if (joint.isWord("or")) {
        throw tokens.problem("conditions are all met; there is no OR", joint, "AND");
      }
      if (!joint.isWord("and")) {
        throw tokens.problem("conditions are joined by AND", joint, "AND");
      }
      conditions.add(condition(tokens));
    }
    return conditions;
  }

  private Condition condition(TokenReader tokens) {
    SearchField field = new FieldParser(tokens, subject).field();
    FilterToken operator = tokens.next();
    if (operator.isWord("is")) {
      Has has = tokens.skip("not") ? Has.PRESENT : Has.ABSENT;
      FilterToken end = tokens.next();
      if (!end.isWord("null")) {
        throw tokens.problem("IS is followed by NULL or NOT NULL", end, "NULL, NOT NULL");
      }
      return new Condition.Presence(field, has);
    }
    if (field.kind() == SearchField.Kind.NUMBER) {
      return number(tokens, field, operator);
    }
    boolean not = operator.isWord("not");
    if (operator.isWord("in") || (not && tokens.skip("in"))) {
      return new Condition.TextIn(field, not ? Membership.NOT_IN : Membership.IN, list(tokens));
    }
    for (TextComparison comparison : TextComparison.values()) {
      if (operator.is(comparison.text()) || operator.isWord(comparison.text())) {
        return new Condition.TextIs(field, comparison, text(tokens, tokens.next()));
      }
    }
    throw tokens.problem(
        "texts are not compared so",
        operator,
        "=, !=, LIKE, ILIKE, IN, NOT IN, IS NULL, IS NOT NULL");
  }

  private static Condition number(TokenReader tokens, SearchField field, FilterToken operator) {
    for (NumberComparison comparison : NumberComparison.values()) {
      if (operator.is(comparison.text())) {
        FilterToken value = tokens.next();
        if (value.kind() != Kind.WORD || !NUMBER.matcher(value.text()).matches()) {
          throw tokens.problem(
              "this is compared with a number", value, "a number without quotes, such as 0.9");
        }
        return new Condition.NumberIs(field, comparison, Double.parseDouble(value.text()));
      }
    }
    throw tokens.problem(
        "numbers are not compared so", operator, "=, !=, >, >=, <, <=, IS NULL, IS NOT NULL");
  }

  private static String text(TokenReader tokens, FilterToken value) {
    if (value.kind() != Kind.TEXT && value.kind() != Kind.QUOTED) {
      throw tokens.problem(
          "this is compared with a text", value, "a text in single or double quotes, such as 'x'");
    }
    if (value.text().length() > Condition.LONGEST_TEXT) {
      throw tokens.problem(
          "a text is too long", value, "at most " + Condition.LONGEST_TEXT + " characters");
    }
    return value.text();
  }

  private static List<String> list(TokenReader tokens) {
    FilterToken begin = tokens.next();
    if (!begin.is("(")) {
      throw tokens.problem("a list begins with a parenthesis", begin, "such as ('a', 'b')");
    }
    List<String> values = new ArrayList<>();
    while (true) {
      values.add(text(tokens, tokens.next()));
      FilterToken then = tokens.next();
      if (then.is(")") && values.size() <= Condition.LONGEST_LIST) {
        return values;
      }
      if (!then.is(",") || values.size() >= Condition.LONGEST_LIST) {
        throw tokens.problem(
            "a list has texts between commas and ends with a parenthesis",
            then,
            "at most " + Condition.LONGEST_LIST + " texts, such as ('a', 'b')");
      }
    }
  }

  private void order(String text, List<SortBy> sorts) {
    TokenReader tokens = new TokenReader("order", text);
    Set<SearchField> seen = new HashSet<>();
    sorts.forEach(sort -> seen.add(sort.field()));
    while (true) {
      FilterToken begin = tokens.peek();
      SearchField field = new FieldParser(tokens, subject).field();
      if (!seen.add(field)) {
        throw tokens.problem("this is in the order twice", begin, "each field once");
      }
      boolean down = tokens.skip("desc");
      if (!down) {
        var _ = tokens.skip("asc");
      }
      sorts.add(down ? SortBy.descending(field) : SortBy.ascending(field));
      if (tokens.isAtEnd()) {
        return;
      }
      FilterToken then = tokens.next();
      if (!then.is(",")) {
        throw tokens.problem("a field of an order is followed by a direction", then, "ASC, DESC");
      }
    }
  }

  private void most(String what, int found, int most) {
    if (found > most) {
      throw Problem.of(
              ErrorCode.SEARCH_INVALID,
              "a search for " + subject.name().toLowerCase(Locale.ROOT) + " has too many " + what)
          .found(found)
          .allowed("at most " + most)
          .asException();
    }
  }
}
