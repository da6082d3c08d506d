package dev.millrace.spi.search;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.ProjectName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The place in what a query finds after which a page begins: the keys of the last thing of the page
 * before, with a check value over them and the query. It says where, and gives no right to see.
 */
public final class PageToken {
  private static final int LONGEST = 200_000;
  private static final int CHECK_DIGITS = 16;

  private final Digest query;

  private PageToken(Digest query) {
    this.query = query;
  }

  /** Tokens of one query; {@code scope} is what else decides what is found. */
  public static PageToken of(ProjectName project, SearchQuery query, String scope) {
    Digester digester =
        new Digester().text("page 1").text(project.value()).text(query.subject().name());
    digester.text(scope).number(query.conditions().size());
    query.conditions().forEach(each -> digester.text(each.toString()));
    query.order().forEach(each -> digester.text(each.toString()));
    return new PageToken(digester.digest());
  }

  /** The token of the page that begins after a thing with these keys. */
  public String write(List<SortKey> last) {
    String keys = CanonicalJson.text(Json.texts(last.stream().map(PageToken::text).toList()));
    String whole = check(keys) + keys;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(whole.getBytes(StandardCharsets.UTF_8));
  }

  /** The keys after which the page begins; empty for the first page: SEARCH_INVALID. */
  public Optional<List<SortKey>> read(PageRequest page, List<SortBy> order) {
    if (page.token().isEmpty()) {
      return Optional.empty();
    }
    String token = page.token().get();
    try {
      List<SortKey> keys = decode(token);
      if (keys.size() != order.size()) {
        throw invalid(token).asException();
      }
      for (int i = 0; i < keys.size(); i++) {
        boolean text = order.get(i).field().kind() == SearchField.Kind.TEXT;
        if (keys.get(i).rank() == 0 && keys.get(i) instanceof SortKey.Text != text) {
          throw invalid(token).asException();
        }
      }
      return Optional.of(keys);
    } catch (IllegalArgumentException | JsonSyntaxException | IndexOutOfBoundsException e) {
      throw new MillraceException(invalid(token), e);
    }
  }

  private List<SortKey> decode(String token) {
    if (token.length() > LONGEST) {
      throw invalid(token).asException();
    }
    String whole = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    String keys = whole.substring(CHECK_DIGITS);
    if (!check(keys).equals(whole.substring(0, CHECK_DIGITS))) {
      throw invalid(token).asException();
    }
    if (!(JsonReader.read(keys.getBytes(StandardCharsets.UTF_8)) instanceof Json.Items items)) {
      throw invalid(token).asException();
    }
    List<SortKey> read = new ArrayList<>();
    for (Json each : items.values()) {
      if (!(each instanceof Json.Text text)) {
        throw invalid(token).asException();
      }
      read.add(key(text.value()));
    }
    return read;
  }

  private String check(String keys) {
    return new Digester().content(query).text(keys).digest().hex().substring(0, CHECK_DIGITS);
  }

  private static String text(SortKey key) {
    if (key instanceof SortKey.Text text) {
      return "t" + text.value();
    }
    if (key instanceof SortKey.Amount number) {
      return "n" + Long.toHexString(Double.doubleToLongBits(number.value()));
    }
    return key.toString();
  }

  private static SortKey key(String text) {
    return switch (text.charAt(0)) {
      case 't' -> new SortKey.Text(text.substring(1));
      case 'n' ->
          SortKey.of(Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(1), 16)));
      default -> SortKey.Last.valueOf(text);
    };
  }

  private static Problem invalid(String token) {
    return Problem.of(
            ErrorCode.SEARCH_INVALID,
            "this is no page of this search: its token belongs to another")
        .found(token)
        .allowed("the token the page before ended with, with the same filter and order")
        .next("Begin again without a token");
  }
}
