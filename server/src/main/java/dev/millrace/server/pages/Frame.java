package dev.millrace.server.pages;

import dev.millrace.server.http.Page;
import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import java.util.ArrayList;
import java.util.List;

/** What every page has around its content. */
final class Frame {
  private Frame() {}

  /** A page. */
  static Response page(Place place, String title, List<? extends Node> content) {
    return page(200, List.of(place), title, main(title, content));
  }

  /** A page that brings itself up to date while somebody looks at it. */
  static Response live(Place place, String title, List<? extends Node> content) {
    return page(200, List.of(place), title, main(title, content).with("data-live", "10"));
  }

  /** A page that is none of the places. */
  static Response elsewhere(int status, String title, List<? extends Node> content) {
    return page(status, List.of(), title, main(title, content));
  }

  private static Element main(String title, List<? extends Node> content) {
    return Element.of("main", Element.of("h1", title))
        .with("id", "main")
        .with("tabindex", "-1")
        .add(content);
  }

  private static Response page(int status, List<Place> here, String title, Element main) {
    return Page.html(
            status,
            HtmlText.page(
                Element.of(
                        "html",
                        head(title),
                        Element.of("body", Words.link("#main", "Skip to content").styled("skip"))
                            .add(header(here), main, footer()))
                    .with("lang", "en")))
        .with("Cache-Control", "no-store");
  }

  private static Element head(String title) {
    return Element.of(
        "head",
        Element.of("meta").with("charset", "utf-8"),
        Element.of("meta")
            .with("name", "viewport")
            .with("content", "width=device-width, initial-scale=1"),
        Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
        Element.of("title", title + " · Millrace"),
        Element.of("link").with("rel", "icon").with("href", Assets.icon()),
        Element.of("link").with("rel", "stylesheet").with("href", Assets.style()),
        Element.of("script").with("src", Assets.script()).with("defer", ""));
  }

  private static Element header(List<Place> here) {
    List<Node> links = new ArrayList<>();
    for (Place place : Place.values()) {
      Element link = Words.link(place.path(), place.title());
      links.add(Element.of("li", here.contains(place) ? link.with("aria-current", "page") : link));
    }
    return Element.of(
        "header",
        Words.link("/", "Millrace").styled("brand"),
        Element.of("nav", Element.of("ul", links)).with("aria-label", "Pages"));
  }

  private static Element footer() {
    return Element.of("footer", "All times are UTC. Pages show aggregates, never rows of data.");
  }
}
