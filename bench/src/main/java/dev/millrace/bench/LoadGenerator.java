package dev.millrace.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Sends one request over and over on keep-alive connections, one at a time on each, from a single
 * thread whose own CPU time is known and taken off.
 */
final class LoadGenerator {
  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_TIMES = 4_000_000;

  private final int port;
  private final byte[] request;
  private final int connections;
  private final long[] times = new long[MOST_TIMES];
  private int answered;
  private int failed;

  LoadGenerator(int port, byte[] request, int connections) {
    this.port = port;
    this.request = request.clone();
    this.connections = connections;
  }

  /** The bytes of a request with a JSON body. */
  static byte[] post(String path, String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return String.format(
            Locale.ROOT,
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n%s",
            path,
            length,
            json)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What a run showed.
   *
   * @param serverMicros CPU of the whole process without the generator's, for each request
   */
  record Report(
      String name, double perSecond, double serverMicros, double p50, double p99, int failed) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-24s %9.0f req/s %7.1f us CPU/req  p50 %7.0f us  p99 %7.0f us  %d failed",
          name,
          perSecond,
          serverMicros,
          p50,
          p99,
          failed);
    }
  }

  private static final class Line {
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    final ByteBuffer out;
    long sent;

    Line(SocketChannel channel, byte[] request) {
      this.channel = channel;
      this.out = ByteBuffer.wrap(request);
    }

    void send() throws IOException {
      sent = System.nanoTime();
      out.rewind();
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }
  }

  /** Runs for a time and tells what came of it; call it once. */
  Report run(String name, long seconds) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        Line line = new Line(channel, request);
        channel.register(selector, SelectionKey.OP_READ, line);
        line.send();
      }
      long cpu = processCpu() - ownCpu();
      long begin = System.nanoTime();
      long end = begin + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        selector.select(this::ready, 100);
      }
      long elapsed = System.nanoTime() - begin;
      long spent = processCpu() - ownCpu() - cpu;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      int kept = Math.min(answered, MOST_TIMES);
      Arrays.sort(times, 0, kept);
      return new Report(
          name,
          answered * 1e9 / elapsed,
          spent / 1e3 / Math.max(1, answered),
          kept == 0 ? 0 : times[kept / 2] / 1e3,
          kept == 0 ? 0 : times[(int) (kept * 0.99)] / 1e3,
          failed);
    }
  }

  private void ready(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      if (line.channel.read(line.in) < 0) {
        failed++;
        line.channel.close();
        return;
      }
      int size = answerSize(line.in);
      if (size > 0 && line.in.position() >= size) {
        if (answered < MOST_TIMES) {
          times[answered] = System.nanoTime() - line.sent;
        }
        answered++;
        if (line.in.get(9) != '2') {
          failed++;
        }
        line.in.clear();
        line.send();
      }
    } catch (IOException e) {
      failed++;
      key.cancel();
    }
  }

  /** Bytes of the whole answer, or -1 while its head is not complete. */
  private static int answerSize(ByteBuffer in) {
    byte[] bytes = in.array();
    int most = in.position();
    int length = 0;
    for (int i = 3; i < most; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1 + length;
      }
      if (bytes[i] == ':' && i + 2 < most && matches(bytes, i - 14)) {
        for (int j = i + 2; bytes[j] >= '0' && bytes[j] <= '9'; j++) {
          length = length * 10 + bytes[j] - '0';
        }
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at) {
    return at >= 0 && Arrays.equals(bytes, at, at + LENGTH.length, LENGTH, 0, LENGTH.length);
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long ownCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
