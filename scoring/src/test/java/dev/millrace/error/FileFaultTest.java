package dev.millrace.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileFaultTest {
  @TempDir Path folder;

  @Test
  void whatTheSystemRefusesIsSaidInWords() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "a");
    Path latin = Files.write(folder.resolve("b.txt"), "ü".getBytes(StandardCharsets.ISO_8859_1));
    said("no such file or folder", () -> Files.readString(folder.resolve("none")));
    said("a file of that name is there already", () -> Files.createFile(text));
    said("it is not a folder", () -> list(text));
    said("the folder is not empty", () -> Files.delete(folder));
    said("it is not UTF-8 text", () -> Files.readString(latin));
    said("Is a directory", () -> Files.readString(folder));
    assertThat(FileFault.words(new IOException())).isEqualTo("the system gives no reason");
  }

  private static void said(String words, Attempt attempt) {
    IOException failure = catchThrowableOfType(IOException.class, attempt::run);
    assertThat(FileFault.words(failure)).isEqualTo(words);
  }

  private static void list(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> {});
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }
}
