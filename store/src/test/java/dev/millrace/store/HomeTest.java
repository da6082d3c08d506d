package dev.millrace.store;

import static dev.millrace.testkit.store.StoreCases.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a folder a home, and what keeps it from being one. */
class HomeTest {
  @TempDir Path folder;

  @Test
  void aHomeIsMadeOnceAndFoundAgain() throws IOException {
    Path place = folder.resolve("deep/down/.millrace");
    Home home = Home.open(place);

    assertThat(home.folder()).isEqualTo(place);
    assertThat(List.of(home.blobs(), home.log(), home.scratch())).allMatch(Files::isDirectory);
    assertThat(home.database()).doesNotExist();
    assertThat(home.policy()).isEqualTo(place.resolve("policy.yaml")).doesNotExist();
    assertThat(Files.readString(place.resolve("format"))).isEqualTo("millrace-home 1\n");
    assertThat(Home.open(place)).isEqualTo(home);
  }

  @Test
  void aNewHomeIsForItsMakerOnly() throws IOException {
    Path place = folder.resolve("above/home");
    var _ = Home.open(place);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rwx------");
  }

  @Test
  void aHomeHalfMadeIsFinished() throws IOException {
    Files.createDirectories(folder.resolve("blobs"));
    Files.writeString(folder.resolve("policy.yaml"), "");
    Files.createFile(folder.resolve(".format123"));

    assertThat(Home.open(folder).scratch()).isDirectory();
  }

  @Test
  void anothersFolderIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");

    assertThat(refusal(ErrorCode.HOME_INVALID, () -> Home.open(folder)))
        .contains("thesis.txt", "--home", folder.toString());
    assertThat(folder.resolve("blobs")).doesNotExist();
    assertThat(folder.resolve("format")).doesNotExist();
  }

  @Test
  void aFileIsNoHome() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    refusal(ErrorCode.HOME_INVALID, () -> Home.open(file));
    refusal(ErrorCode.STORE_FAILED, () -> Home.open(file.resolve("below")));
  }

  @Test
  void aNewerHomeIsRefused() throws IOException {
    Files.writeString(folder.resolve("format"), "millrace-home 2\n");

    assertThat(refusal(ErrorCode.HOME_NEWER, () -> Home.open(folder)))
        .contains("format 2", "newer");
    assertThat(folder.resolve("blobs")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "millrace-home", "millrace-home 0", "millrace-home 99999999999", "x"})
  void aFormatNobodyKnowsIsRefused(String format) throws IOException {
    Files.writeString(folder.resolve("format"), format);
    refusal(ErrorCode.HOME_INVALID, () -> Home.open(folder));
  }

  @Test
  void aFormatThatIsNoTextIsRefused() throws IOException {
    Files.write(folder.resolve("format"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    refusal(ErrorCode.HOME_INVALID, () -> Home.open(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs4", "NFS", "cifs", "smb2", "fuse.sshfs"})
  void aNetworkFileSystemIsRefused(String type) {
    Path place = folder.resolve("not/there/yet");

    assertThat(refusal(ErrorCode.HOME_ON_NETWORK, () -> Home.open(place, path -> type)))
        .contains(type, "local disk");
    assertThat(folder.resolve("not")).doesNotExist();
  }

  @Test
  void localFileSystemsAreNot() {
    for (String type : List.of("ext4", "xfs", "btrfs", "apfs", "NTFS", "overlay", "tmpfs", "zfs")) {
      assertThat(Home.open(folder, path -> type).folder()).isEqualTo(folder);
    }
  }

  @Test
  void aPlaceWhereNobodyMayWriteIsNamed() {
    refusal(
        ErrorCode.FILE_UNWRITABLE,
        () ->
            Home.open(
                folder,
                path -> {
                  throw new AccessDeniedException(path.toString());
                }));
  }

  @Test
  void manyMayMakeTheSameHomeAtOnce() throws Exception {
    Path place = folder.resolve("home");
    List<Callable<Home>> openings = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      openings.add(() -> Home.open(place));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Home> opening : threads.invokeAll(openings)) {
        assertThat(opening.get().folder()).isEqualTo(place);
      }
    }
  }
}
