package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Enters the names that modules declare, and reports those declared twice. */
final class Declarations {
    /** Names that mean something in every handler. */
    static final Set<String> RESERVED = Set.of("pkt", "now", "isNew", "dir", "reason", "elapsed", "key", "record", "time");

    static final Set<String> RESERVED_IN_HANDLERS = Set.of("pkt", "now", "isNew", "dir", "reason", "elapsed", "key");

    private final Session session;

    Declarations(Session session) {
        this.session = session;
    }

    void declare(List<ModuleScope> modules) {
        for (ModuleScope module : modules) {
            module.module().declarations().forEach(declaration -> types(module, declaration));   // a param's type may stand behind it
        }
        for (ModuleScope module : modules) {
            for (Declaration declaration : module.module().declarations()) {
                declare(module, declaration);
            }
        }
    }

    private void types(ModuleScope module, Declaration declaration) {
        if (declaration instanceof Declaration.Struct struct) {
            type(module, struct.name(), struct.nameSpan(), struct);
        } else if (declaration instanceof Declaration.Enumeration enumeration) {
            type(module, enumeration.name(), enumeration.nameSpan(), enumeration);
        }
    }

    private void declare(ModuleScope module, Declaration declaration) {
        switch (declaration) {
            case Declaration.Header header -> header(module, header);
            case Declaration.Layer layer -> layer(module, layer);
            case Declaration.Param param -> param(module, param);
            case Declaration.Table table -> table(module, table);
            case Declaration.Const constant -> defined(module, constant, constant.name(), constant.nameSpan());
            case Declaration.Value value -> defined(module, value, value.name(), value.nameSpan());
            case Declaration.Key key -> defined(module, key, key.name(), key.nameSpan());
            case Declaration.Function function -> defined(module, function, function.name(), function.nameSpan());
            case Declaration.Parser parser -> defined(module, parser, parser.name(), parser.nameSpan());
            case Declaration.Lookup lookup -> defined(module, lookup, lookup.name(), lookup.nameSpan());
            case Declaration.Struct _, Declaration.Enumeration _, Declaration.Tracker _, Declaration.Import _, Declaration.Input _, Declaration.Ring _, Declaration.Test _ -> { }
        }
    }

    private void header(ModuleScope module, Declaration.Header header) {
        final HeaderSymbol symbol = new HeaderSymbol(header, module);
        if (enter(module, new Symbol.Header(symbol)) && global(header.name(), header.nameSpan())) {
            session.headers.put(header.name(), symbol);
        }
    }

    private void layer(ModuleScope module, Declaration.Layer layer) {
        final LayerSymbol symbol = new LayerSymbol(layer, module);
        if (enter(module, new Symbol.Layer(symbol)) && global(layer.name(), layer.nameSpan())) {
            session.layers.put(layer.name(), symbol);
        }
    }

    /** Headers and layers are seen everywhere, so that a packet has one meaning. */
    private boolean global(String name, Span span) {
        final HeaderSymbol header = session.headers.get(name);
        final LayerSymbol layer = session.layers.get(name);
        if (header == null && layer == null) {
            return true;
        }
        session.error(Code.DUPLICATE_NAME, span, "there is a header or layer '%s' already", name)
                .note(header != null ? header.declaration().nameSpan() : layer.declaration().nameSpan(), "declared here")
                .hint("headers and layers are seen in all modules: choose another name");
        return false;
    }

    private void param(ModuleScope module, Declaration.Param param) {
        final Symbol.Param symbol = new Symbol.Param(param, session.types.resolve(param.type(), module), session.params.size());
        if (enter(module, symbol)) {
            session.params.put(param.name(), symbol);
        }
    }

    private void table(ModuleScope module, Declaration.Table table) {
        final TableSymbol symbol = new TableSymbol(table, session.tables.size());
        if (enter(module, new Symbol.Table(symbol))) {
            session.tables.put(table.name(), symbol);
        }
    }

    private void defined(ModuleScope module, Declaration declaration, String name, Span span) {
        enter(module, new Symbol.Defined(declaration, name, span, module));
    }

    private boolean enter(ModuleScope module, Symbol symbol) {
        if (RESERVED.contains(symbol.name())) {
            session.error(Code.RESERVED_NAME, symbol.span(), "'%s' has a meaning of its own in handlers", symbol.name()).hint("choose another name");
            return false;
        }
        final Symbol before = module.values().putIfAbsent(symbol.name(), symbol);
        if (before != null) {
            duplicate(symbol.name(), symbol.span(), before.span());
        }
        return before == null;
    }

    private void type(ModuleScope module, String name, Span span, Declaration declaration) {
        final Map<String, Declaration> types = module.types();
        final Declaration before = types.putIfAbsent(name, declaration);
        if (before != null) {
            duplicate(name, span, before instanceof Declaration.Struct struct ? struct.nameSpan() : ((Declaration.Enumeration) before).nameSpan());
        }
    }

    private void duplicate(String name, Span span, Span before) {
        session.error(Code.DUPLICATE_NAME, span, "'%s' is declared twice", name).note(before, "first declared here");
    }
}
