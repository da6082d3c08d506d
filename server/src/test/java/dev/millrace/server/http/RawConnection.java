package dev.millrace.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A socket on which a test writes and reads HTTP/1 by hand. */
final class RawConnection implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);
  private static final int PATIENCE_MILLIS = 60_000;

  final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** The next answer, head and body. */
  String answer() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    return length.find()
        ? head
            + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
        : head;
  }

  /** The head of the next answer, to its empty line. */
  String head() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        return bytes.toString(StandardCharsets.UTF_8);
      }
      bytes.write(b);
      matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Reads up to and with a text. */
  String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
      int b = in.read();
      if (b < 0) {
        return text.append("<end>").toString();
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** All that comes until the server closes. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** True when the server has closed without another byte. */
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  static String get(String path) {
    return String.format(Locale.ROOT, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
  }

  static String post(String path, String headers, String body) {
    return String.format(
        Locale.ROOT,
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n%s",
        path,
        headers,
        body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
