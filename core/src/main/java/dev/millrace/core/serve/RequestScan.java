package dev.millrace.core.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.core.serve.log.RowJson;
import dev.millrace.json.PlainJson;
import java.util.ArrayList;
import java.util.List;

/** Where in a request's body its rows lie, found by braces and quotes alone; and its keys. */
final class RequestScan {
  private static final byte[] ROWS = "rows".getBytes(US_ASCII);
  private static final byte[] KEYS = "keys".getBytes(US_ASCII);
  private static final char REPLACEMENT = '\ufffd';

  private final byte[] body;
  private final PlainJson in;
  private final List<RowJson> rows = new ArrayList<>(1);
  private List<String> keys = List.of();
  private int from;
  private int to;

  RequestScan(byte[] body) {
    this.body = body;
    this.in = new PlainJson(body, 0, body.length);
  }

  /** False when the request has another form, or is none; nothing else may be asked for then. */
  boolean run() {
    if (!in.skip('{')) {
      return false;
    }
    do {
      if (!member()) {
        return false;
      }
    } while (in.skip(','));
    return in.skip('}') && in.atEnd() && !rows.isEmpty();
  }

  private boolean member() {
    if (!in.text()) {
      return false;
    }
    if (in.isText(ROWS)) {
      return rows.isEmpty() && in.skip(':') && findRows();
    }
    return in.isText(KEYS) && keys.isEmpty() && in.skip(':') && readKeys();
  }

  private boolean findRows() {
    int begin = in.peek() == '[' ? in.at() : -1;
    if (!in.skip('[')) {
      return false;
    }
    do {
      int row = in.peek() == '{' ? in.at() : -1;
      if (!in.object()) {
        return false;
      }
      rows.add(RowJson.view(body, row, in.at() - row));
    } while (in.skip(','));
    boolean ended = in.skip(']');
    from = begin;
    to = in.at();
    return ended;
  }

  private boolean readKeys() {
    List<String> read = new ArrayList<>(rows.size());
    if (!in.skip('[')) {
      return false;
    }
    do {
      if (!in.text()) {
        return false;
      }
      String key = in.textValue();
      if (key.indexOf(REPLACEMENT) >= 0) {
        return false;
      }
      read.add(key);
    } while (in.skip(','));
    keys = read;
    return in.skip(']');
  }

  /** The rows, one at least, in the bytes that came. */
  List<RowJson> rows() {
    return rows;
  }

  /** The keys; empty where there are none. */
  List<String> keys() {
    return keys;
  }

  /** Where the array of the rows begins. */
  int from() {
    return from;
  }

  /** Behind the array of the rows. */
  int to() {
    return to;
  }
}
