package dev.millrace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** How the operating system names the kind of file system a path is on. */
@FunctionalInterface
interface FileSystemType {
  /** As the operating system says. */
  FileSystemType ASKED = path -> Files.getFileStore(path).type();

  /** Kinds whose locks or shared memory cannot be relied on between machines or at all. */
  Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "afs",
          "afpfs",
          "webdav",
          "davfs",
          "ceph",
          "glusterfs",
          "lustre",
          "beegfs",
          "gpfs",
          "fuse.sshfs",
          "fuse.glusterfs",
          "fuse.ceph",
          "fuse.s3fs",
          "fuse.gcsfuse",
          "fuse.rclone",
          "fuse.davfs",
          "macfuse",
          "osxfuse");

  /** Name of the kind of file system an existing path is on. */
  String of(Path path) throws IOException;

  static boolean isNetwork(String type) {
    return NETWORK.contains(type.toLowerCase(Locale.ROOT));
  }
}
