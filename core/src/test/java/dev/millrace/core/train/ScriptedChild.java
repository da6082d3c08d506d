package dev.millrace.core.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that has said its text and ends with its code, or says nothing and never ends. */
final class ScriptedChild extends Process {
  private final InputStream said;
  private final boolean endless;
  private final int code;
  private boolean killed;

  private ScriptedChild(String text, int code, boolean endless) {
    this.said = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    this.code = code;
    this.endless = endless;
  }

  static ScriptedChild ending(int code, String... lines) {
    return new ScriptedChild(String.join("\n", lines) + "\n", code, false);
  }

  /** Says the text, which need not be a whole line, and hangs. */
  static ScriptedChild hanging(String text) {
    return new ScriptedChild(text, 0, true);
  }

  boolean isKilled() {
    return killed;
  }

  @Override
  public InputStream getInputStream() {
    return said;
  }

  @Override
  public OutputStream getOutputStream() {
    return new ByteArrayOutputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) {
    return !endless || killed;
  }

  @Override
  public int waitFor() {
    return exitValue();
  }

  @Override
  public int exitValue() {
    if (endless && !killed) {
      throw new IllegalThreadStateException("it runs");
    }
    return killed ? 137 : code;
  }

  @Override
  public void destroy() {
    killed |= endless;
  }

  @Override
  public Process destroyForcibly() {
    destroy();
    return this;
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return endless && !killed
        ? CompletableFuture.failedFuture(new IllegalStateException("it would never end"))
        : CompletableFuture.completedFuture(this);
  }
}
