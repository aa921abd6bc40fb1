package io.trainyard.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 with its core schema as the JSON that it means: {@code 010} is ten, {@code yes} a text, and an alias stands for
 * what its anchor is. What JSON cannot say, or what means one thing to one reader and another to the next, is refused.
 */
final class ExperimentYaml {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 100;
    /** Aliases within aliases multiply; an experiment with a thousand runs has some hundred thousand values. */
    private static final int MAX_VALUES = 500_000;

    private int values;

    private ExperimentYaml() {}

    /**
     * The one document of a text.
     *
     * @throws IOException saying with its line what is wrong
     */
    static JsonNode read(String text) throws IOException {
        LoadSettings settings = LoadSettings.builder().setSchema(new Schema()).build();
        try {
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) throw new IOException("it is empty");
            Node document = documents.next();
            if (documents.hasNext())
                throw new IOException("it holds several documents, of which only one can be meant");
            return new ExperimentYaml().json(document, 0);
        } catch (YamlEngineException e) {
            throw new IOException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + place(e), e);
        }
    }

    private static String place(YamlEngineException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> line.contains(", line "))
                .reduce((first, last) -> last)
                .map(line -> " (" + line.strip() + ")")
                .orElse("");
    }

    private JsonNode json(Node node, int depth) throws IOException {
        if (depth > MAX_DEPTH) throw wrong(node, "lies more than " + MAX_DEPTH + " levels deep");
        if (++values > MAX_VALUES) throw wrong(node, "makes, with all aliases, more than " + MAX_VALUES + " values");
        return switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> array(sequence, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw wrong(node, "is neither a value nor a list nor a mapping");
        };
    }

    private ObjectNode object(MappingNode mapping, int depth) throws IOException {
        requireTag(mapping, Tag.MAP);
        ObjectNode object = NODES.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key))
                throw wrong(entry.getKeyNode(), "is a key that is no text");
            if (object.has(key.getValue())) throw wrong(key, "'" + key.getValue() + "' is given more than once");
            object.set(key.getValue(), json(entry.getValueNode(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, int depth) throws IOException {
        requireTag(sequence, Tag.SEQ);
        ArrayNode array = NODES.arrayNode();
        for (Node item : sequence.getValue()) array.add(json(item, depth + 1));
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) throws IOException {
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        try {
            if (tag.equals(Tag.STR)) return NODES.textNode(text);
            if (tag.equals(Tag.NULL)) return NODES.nullNode();
            if (tag.equals(Tag.BOOL)) return NODES.booleanNode(text.equalsIgnoreCase("true"));
            if (tag.equals(Tag.INT)) return integer(text);
            if (tag.equals(Tag.FLOAT)) return NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw wrong(scalar, "'" + text + "' is not a finite number");
        }
        throw wrong(scalar, "has the tag " + tag + ", which no value of an experiment has");
    }

    private static JsonNode integer(String text) {
        BigInteger number;
        if (text.startsWith("0x")) number = new BigInteger(text.substring(2), 16);
        else if (text.startsWith("0o")) number = new BigInteger(text.substring(2), 8);
        else number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
    }

    private static void requireTag(Node node, Tag tag) throws IOException {
        if (!node.getTag().equals(tag))
            throw wrong(node, "has the tag " + node.getTag() + ", which no value of an experiment has");
    }

    private static IOException wrong(Node node, String message) {
        String line = node.getStartMark()
                .map(Mark::getLine)
                .map(number -> "line " + (number + 1) + ": ")
                .orElse("");
        return new IOException(line + "what stands there " + message);
    }

    /** That of YAML 1.2, in which a key {@code <<} is a key like any other. */
    private static final class Schema extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            ScalarResolver core = super.getScalarResolver();
            return (text, plain) -> {
                Tag tag = core.resolve(text, plain);
                return tag.equals(Tag.MERGE) ? Tag.STR : tag;
            };
        }
    }
}
