package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Nearest;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.HeaderItem;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.TypeName;
import flowc.compiler.types.Integers;
import flowc.compiler.types.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lays out headers: which field at which bit of which section, what must hold, and where the payload ends. */
final class HeaderChecker {
    private final Session session;

    HeaderChecker(Session session) {
        this.session = session;
    }

    void layOut(HeaderSymbol header) {
        final Scope scope = headerScope(header);
        final Builder builder = new Builder(header);
        for (HeaderItem item : header.declaration().items()) {
            add(builder, item, scope);
        }
        builder.closeFixed(item(header));
    }

    private static HeaderItem item(HeaderSymbol header) {
        return header.declaration().items().isEmpty() ? null : header.declaration().items().getLast();
    }

    private Scope headerScope(HeaderSymbol header) {
        return Scope.of(new Scope.Site(Scope.Place.HEADER, header.module(), session.typing, null, header, null), Facts.NONE);
    }

    private void add(Builder builder, HeaderItem item, Scope scope) {
        switch (item) {
            case HeaderItem.Fields fields -> fields.names().forEach(name -> field(builder, fields, name, scope));
            case HeaderItem.Computed computed -> {
                final TypedExpression value = session.definitions.typed(computed.value(), scope, null);
                builder.put(new HeaderSymbol.ComputedField(computed.name(), value), computed.nameSpan());
            }
            case HeaderItem.Part part -> part(builder, part, scope);
            case HeaderItem.Requirement requirement ->
                builder.header.checks().add(new HeaderSymbol.Check(condition(requirement.condition(), scope), builder.header.sections().size()));
            case HeaderItem.Ends ends -> builder.header.ends(session.definitions.typed(ends.length(), scope, Integers.I64));
        }
    }

    private TypedExpression condition(Expression condition, Scope scope) {
        return session.expressions.typedCondition(condition, scope);
    }

    private void part(Builder builder, HeaderItem.Part part, Scope scope) {
        builder.closeFixed(part);
        builder.condition = condition(part.condition(), scope);
        part.items().forEach(item -> {
            if (item instanceof HeaderItem.Fields fields && !(fields.type() instanceof TypeName.SizedBytes)) {
                fields.names().forEach(name -> field(builder, fields, name, scope));
            } else {
                session.error(Code.BAD_HEADER, item.span(), "an optional part holds fields of fixed length only");
            }
        });
        builder.closeFixed(part);
    }

    private void field(Builder builder, HeaderItem.Fields fields, Declaration.NamePart name, Scope scope) {
        if (fields.type() instanceof TypeName.SizedBytes sized) {
            builder.closeFixed(fields);
            final TypedExpression size = session.definitions.typed(sized.size(), scope, Integers.I64);
            builder.put(new HeaderSymbol.SizedField(name.name(), builder.header.sections().size()), name.span());
            builder.header.sections().add(new HeaderSymbol.Section(0, size, null));
            return;
        }
        final boolean little = fields.type() instanceof TypeName.Named named && named.path().getFirst().matches("u(16|32|64)le");
        final Type type = little ? Integers.unsigned(java.lang.Integer.parseInt(((TypeName.Named) fields.type()).path().getFirst().replaceAll("\\D", "")))
                : session.types.resolve(fields.type(), scope.module());
        final int bits = bits(type);
        if (bits == 0) {
            if (type != Type.Simple.ERROR) {
                session.error(Code.BAD_HEADER, fields.type().span(), "a header cannot have a field of type %s", type.text())
                        .hint("headers have u1 … u64, i8 … i64, bool (one bit), mac, ip4, ip6, enums, bytes<N> and bytes[length]");
            }
            return;
        }
        if (bits % Byte.SIZE == 0 && bits > 64 && builder.bit % Byte.SIZE != 0) {
            session.error(Code.BAD_HEADER, name.span(), "'%s' must begin at a whole byte: %d bits come before it", name.name(), builder.bit);
        }
        if (!(type instanceof Type.Bytes) && builder.bit % Byte.SIZE + bits > 64 && bits <= 64) {
            session.error(Code.BAD_HEADER, name.span(), "'%s' of %d bits reaches over nine bytes", name.name(), bits);
        }
        if (!name.name().equals("_")) {
            builder.put(new HeaderSymbol.WireField(name.name(), type, builder.header.sections().size(), builder.bit, bits, little), name.span());
        }
        builder.bit += bits;
    }

    private static int bits(Type type) {
        return switch (type) {
            case Type.Integer range -> range.mayBeNegative() ? range.high().bitLength() + 1 : range.high().bitLength();
            case Type.Enumeration enumeration -> enumeration.bits();
            case Type.Bytes bytes -> bytes.maximum() * Byte.SIZE;
            case Type.Simple simple -> switch (simple) {
                case BOOL -> 1;
                case MAC -> 48;
                case IP4 -> 32;
                case IP6 -> 128;
                default -> 0;
            };
            default -> 0;
        };
    }

    /** Enters where a header can stand into the parse graph; conditions are checked later, by {@link #conditions}. */
    void place(HeaderSymbol header, ParseGraph graph) {
        for (Declaration.Parent parent : header.declaration().parents()) {
            if (parent.parent() == null) {
                header.links().add(parent.link());
                graph.root(header);
                continue;
            }
            final List<HeaderSymbol> parents = parents(header, parent);
            parents.forEach(p -> graph.edge(p, header));
            if (parents.isEmpty()) {
                graph.root(header);                    // reported: that nothing leads to it is no news
            }
        }
    }

    private List<HeaderSymbol> parents(HeaderSymbol child, Declaration.Parent parent) {
        final HeaderSymbol header = session.headers.get(parent.parent());
        if (header != null) {
            return List.of(header);
        }
        final LayerSymbol layer = session.layers.get(parent.parent());
        if (layer != null) {
            return layer.members();
        }
        if (!child.module().isIncomplete()) {
            final Span span = new Span(parent.span().source(), parent.span().start(), parent.span().start() + parent.parent().length());
            final List<String> known = Stream.concat(session.headers.keySet().stream(), session.layers.keySet().stream()).toList();
            session.error(Code.UNKNOWN_NAME, span, "there is no header or layer '%s'", parent.parent())
                    .hint(Nearest.of(parent.parent(), known).map(n -> "did you mean '" + n + "'?").orElse(""));
        }
        return List.of();
    }

    /** Checks the conditions under which {@code header} follows its parents, once for every parent. */
    void conditions(HeaderSymbol header) {
        for (Declaration.Parent declared : header.declaration().parents()) {
            if (declared.parent() == null) {
                continue;
            }
            final LayerSymbol layer = session.layers.get(declared.parent());
            for (HeaderSymbol parent : quietParents(declared, layer)) {
                final Typing typing = new Typing();
                final Scope.Site site = new Scope.Site(Scope.Place.HEADER, header.module(), typing, null, parent, layer);
                final Facts facts = Facts.NONE.with(Set.of(new Guard.HeaderPresent(parent)), session.graph);
                final TypedExpression condition = declared.condition() == null ? null : condition(declared.condition(), Scope.of(site, facts));
                header.edges().add(new HeaderSymbol.Edge(parent, condition));
            }
        }
    }

    private List<HeaderSymbol> quietParents(Declaration.Parent declared, LayerSymbol layer) {
        final HeaderSymbol header = session.headers.get(declared.parent());
        return header != null ? List.of(header) : layer != null ? layer.members() : List.of();
    }

    /** Collects sections: a run of fixed fields is closed when something of variable length or optional begins. */
    private final class Builder {
        private final HeaderSymbol header;
        private final Set<String> names = new LinkedHashSet<>();
        private int bit;
        private TypedExpression condition;

        Builder(HeaderSymbol header) {
            this.header = header;
        }

        void put(HeaderSymbol.HeaderField field, Span span) {
            if (!names.add(field.name())) {
                session.error(Code.DUPLICATE_NAME, span, "header '%s' has two fields '%s'", header.name(), field.name());
                return;
            }
            header.fields().put(field.name(), field);
        }

        void closeFixed(HeaderItem at) {
            if (bit % Byte.SIZE != 0) {
                session.error(Code.BAD_HEADER, at.span(), "the fields up to here take %d bits, which is no whole number of bytes", bit)
                        .hint("name the unused bits: '_: u%d'", Byte.SIZE - bit % Byte.SIZE);
            }
            if (bit > 0 || header.sections().isEmpty()) {
                header.sections().add(new HeaderSymbol.Section(bit, null, condition));
            }
            bit = 0;
            condition = null;
        }
    }
}
