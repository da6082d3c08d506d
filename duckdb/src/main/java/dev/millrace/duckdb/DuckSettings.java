package dev.millrace.duckdb;

import dev.millrace.duckdb.capi.Connection;
import dev.millrace.spi.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB may do, said once when it opens and locked afterwards. */
final class DuckSettings {
  private DuckSettings() {}

  static void apply(Connection connection, EngineSettings settings, Scratch scratch) {
    List<Path> readable = new ArrayList<>();
    readable.add(scratch.folder());
    settings.readable().forEach(folder -> readable.add(real(folder)));
    for (String statement :
        List.of(
            "SET autoinstall_known_extensions=false",
            "SET autoload_known_extensions=false",
            "SET allow_community_extensions=false",
            "SET allow_unsigned_extensions=false",
            "SET allow_persistent_secrets=false",
            "SET memory_limit='" + (settings.memoryBytes() >> 10) + "KiB'",
            "SET temp_directory=" + Sql.file(scratch.spill()),
            // Work is spread over our own workers: a second DuckDB thread costs a streamed scan
            // 30 to 60 % more processor time.
            "SET threads=1",
            "SET preserve_insertion_order=true",
            // The operating system keeps files; a second copy would fill the memory limit.
            "SET enable_external_file_cache=false",
            "SET TimeZone='UTC'",
            "SET allowed_directories=" + Sql.files(readable),
            "SET enable_external_access=false",
            "SET lock_configuration=true")) {
      connection.execute(statement);
    }
  }

  /** DuckDB compares real paths. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }
}
