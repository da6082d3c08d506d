package dev.millrace.server.pages;

/** Where in the pages one is. */
enum Place {
  OVERVIEW("/", "Overview"),
  RUNS("/runs", "Runs"),
  MODELS("/models", "Models"),
  RELEASES("/releases", "Releases"),
  MONITOR("/monitor", "Monitor");

  private final String path;
  private final String title;

  Place(String path, String title) {
    this.path = path;
    this.title = title;
  }

  String path() {
    return path;
  }

  String title() {
    return title;
  }
}
