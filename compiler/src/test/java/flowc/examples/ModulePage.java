package flowc.examples;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.HeaderItem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one module's section of docs/stdlib.md. */
final class ModulePage {
    private final StringBuilder page;
    private final String module;

    ModulePage(StringBuilder page, String module) {
        this.page = page;
        this.module = module;
    }

    void write(String text, List<Declaration> declarations) {
        page.append("\n## ").append(module).append("\n\n").append(introduction(text));
        declarations.forEach(this::declaration);
    }

    /** The comment that the file begins with. */
    private static String introduction(String text) {
        return text.lines().takeWhile(line -> line.startsWith("//")).map(line -> line.substring(2).strip()).collect(Collectors.joining("\n", "", "\n"));
    }

    private void declaration(Declaration declaration) {
        switch (declaration) {
            case Declaration.Header header -> {
                entry("header " + header.name(), header.doc());
                fields(header.items().stream().flatMap(ModulePage::fields));
            }
            case Declaration.Layer layer -> {
                entry("layer " + layer.name(), layer.doc());
                fields(layer.fields().stream().map(Declaration.LayerField::name));
            }
            case Declaration.Struct struct -> {
                entry("struct " + struct.name(), struct.doc());
                fields(struct.fields().stream().map(field -> field.name() + ": " + field.type().span().text()));
            }
            case Declaration.Enumeration enumeration -> {
                entry("enum " + enumeration.name(), enumeration.doc());
                fields(enumeration.members().stream().map(member -> member.span().text()));
            }
            case Declaration.Parser parser -> entry("parser " + parser.name() + "(" + parameters(parser.parameters()) + ") yields " + parser.yields().span().text(), parser.doc());
            case Declaration.Function function -> entry("fn " + function.name() + "(" + parameters(function.parameters()) + ")", function.doc());
            case Declaration.Key key -> entry("key " + key.name(), key.doc());
            case Declaration.Value value -> entry(value.name(), value.doc());
            default -> { }
        }
    }

    private static Stream<String> fields(HeaderItem item) {
        return switch (item) {
            case HeaderItem.Fields fields -> fields.names().stream().map(Declaration.NamePart::name).filter(name -> !name.equals("_"))
                    .map(name -> name + ": " + fields.type().span().text());
            case HeaderItem.Computed computed -> Stream.of(computed.name());
            case HeaderItem.Part part -> part.items().stream().flatMap(ModulePage::fields).map(field -> field + "?");
            case HeaderItem.Requirement _, HeaderItem.Ends _ -> Stream.empty();
        };
    }

    private static String parameters(List<Declaration.Parameter> parameters) {
        return parameters.stream().map(parameter -> parameter.span().text()).collect(Collectors.joining(", "));
    }

    private void entry(String title, String doc) {
        page.append("\n**`").append(title).append("`** ").append(doc.replace('\n', ' ')).append('\n');
    }

    private void fields(Stream<String> fields) {
        final String list = fields.map(field -> "`" + field + "`").collect(Collectors.joining(" "));
        if (!list.isEmpty()) {
            page.append(list).append('\n');
        }
    }
}
