package dev.millrace.core.config;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Parses YAML text into {@link ConfigNode}s. Nothing is constructed and no alias is followed. */
public final class YamlReader {
  private static final int LONGEST_TEXT = 4 << 20;

  private final String file;

  private YamlReader(String file) {
    this.file = file;
  }

  /**
   * Reads one document that must be a mapping.
   *
   * @param file name for messages
   * @throws MillraceException CONFIG_SYNTAX with line and column
   */
  public static ConfigNode.Mapping read(String file, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw Problem.of(ErrorCode.CONFIG_UNREADABLE, "the file is too long")
          .at(file)
          .found(text.length() + " characters")
          .allowed("at most " + LONGEST_TEXT)
          .asException();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowDuplicateKeys(true) // refused below, with their place; so are lists as keys
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(LONGEST_TEXT)
            // Read in one piece: the library breaks where a surrogate pair lies across two.
            .setBufferSize(text.length() + 2)
            .build();
    try {
      YamlBounds.require(file, new Parse(settings).parseString(text));
      Optional<Node> root = new Compose(settings).composeString(text);
      ConfigNode node =
          root.map(new YamlReader(file)::node)
              .orElse(new ConfigNode.Mapping(new Position(file, 1, 1), List.of()));
      if (node instanceof ConfigNode.Mapping mapping) {
        return mapping;
      }
      throw Problem.of(ErrorCode.CONFIG_SYNTAX, "the file must be a mapping of keys to values")
          .at(node.position().toString())
          .found(node.kind())
          .asException();
    } catch (MarkedYamlEngineException e) {
      String place =
          e.getProblemMark()
              .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse(file);
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_SYNTAX, "this is not YAML: " + e.getProblem()).at(place), e);
    } catch (ReaderException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_SYNTAX, "this is not YAML: a character that text has not")
              .at(position(file, text, e.getPosition()).toString())
              .found(String.format(Locale.ROOT, "U+%04X", e.getCodePoint())),
          e);
    } catch (YamlEngineException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_SYNTAX, "this is not YAML: " + e.getMessage()).at(file), e);
    }
  }

  private ConfigNode node(Node node) {
    return switch (node) {
      case ScalarNode scalar ->
          new ConfigNode.Scalar(
              position(node),
              scalar.getValue(),
              scalar.getScalarStyle() != ScalarStyle.PLAIN,
              skip(scalar));
      case SequenceNode sequence ->
          new ConfigNode.Items(
              position(node), sequence.getValue().stream().map(this::node).toList());
      case MappingNode mapping -> mapping(mapping);
      default -> throw refused(node, "aliases are not followed");
    };
  }

  /**
   * Width of the opening quote, when what is written between the quotes is the text itself: any
   * escape would make it longer. Negative otherwise, and for text on several lines.
   */
  private static int skip(ScalarNode scalar) {
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    Mark start = scalar.getStartMark().orElseThrow();
    Mark end = scalar.getEndMark().orElseThrow();
    String text = scalar.getValue();
    int written = end.getIndex() - start.getIndex();
    boolean same = written == text.codePointCount(0, text.length()) + 2 * quote;
    return start.getLine() == end.getLine() && same ? quote : -1;
  }

  private ConfigNode.Mapping mapping(MappingNode mapping) {
    List<ConfigNode.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw refused(tuple.getKeyNode(), "a key must be a plain word");
      }
      if (!seen.add(key.getValue())) {
        throw refused(key, "the key '" + key.getValue() + "' stands here twice");
      }
      entries.add(new ConfigNode.Entry(position(key), key.getValue(), node(tuple.getValueNode())));
    }
    return new ConfigNode.Mapping(position(mapping), entries);
  }

  private MillraceException refused(Node node, String what) {
    return Problem.of(ErrorCode.CONFIG_SYNTAX, what).at(position(node).toString()).asException();
  }

  /** Place of a code point of the text. */
  private static Position position(String file, String text, int index) {
    int at =
        text.offsetByCodePoints(0, Math.clamp(index, 0, text.codePointCount(0, text.length())));
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    return new Position(file, line, text.codePointCount(start, at) + 1);
  }

  private Position position(Node node) {
    Optional<Mark> mark = node.getStartMark();
    return new Position(
        file, mark.map(m -> m.getLine() + 1).orElse(1), mark.map(m -> m.getColumn() + 1).orElse(1));
  }
}
