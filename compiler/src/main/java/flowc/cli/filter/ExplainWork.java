package flowc.cli.filter;

import flowc.compiler.filter.CompiledFilter;
import flowc.compiler.filter.FilterCompiler;
import flowc.compiler.filter.FilterStage;
import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.bpf.BpfCompiler;
import flowc.compiler.filter.bpf.BpfProgram;
import flowc.compiler.syntax.DeepStack;
import flowc.filter.spec.FilterSettings.Origin;
import flowc.filter.spec.LinkType;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Prints what becomes of an expression: words, IR, bytecode, or a program for the kernel. */
final class ExplainWork {
    /** What tcpdump's programs return. */
    private static final int DEFAULT_SNAPLEN = 262_144;

    private final FilterCommand options;
    private final Console console;
    private final ExpressionMaker maker;
    private final LinkType linkType;

    ExplainWork(FilterCommand options, Console console) {
        this.options = options;
        this.console = console;
        this.maker = new ExpressionMaker(options, options.expression());
        this.linkType = options.linkType().orElse(LinkType.EN10MB);
    }

    int run() {
        try {
            console.out().write(DeepStack.call(this::text).getBytes(StandardCharsets.UTF_8));
            return ExitCode.OK;
        } catch (FilterError e) {
            throw new FilterMaker.Refused(e.render(options.expression()) + "\n  on link type " + linkType);
        } catch (IOException e) {
            return console.outputFailed("cannot write results", e, options.common.color());
        }
    }

    private String text() {
        final boolean asTcpdump = options.dump.length > 1;
        final Emit emit = options.emit == null && asTcpdump ? Emit.BPF : options.emit;
        if (emit == Emit.WORDS) {
            return Explanation.of(maker);
        }
        // The kernel's programs see packets as live captures do.
        final Origin origin = emit == Emit.BPF && options.live ? Origin.LIVE : Origin.SAVEFILE;
        final CompiledFilter compiled = FilterCompiler.compile(options.expression(), linkType, maker.settings().withOrigin(origin));
        return switch (emit) {
            case null -> everything(compiled);
            case IR -> compiled.text(FilterStage.IR);
            case BYTECODE -> compiled.text(FilterStage.BYTECODE);
            case BPF -> bpf(compiled);
            case WORDS -> throw new IllegalStateException("words need no program");
        };
    }

    private String everything(CompiledFilter compiled) {
        return Explanation.of(maker)
                + "\n# tests on " + linkType + "\n" + compiled.text(FilterStage.PREDICATE)
                + "\n# IR\n" + compiled.text(FilterStage.IR)
                + "\n# bytecode\n" + compiled.text(FilterStage.BYTECODE);
    }

    private String bpf(CompiledFilter compiled) {
        final BpfProgram program = BpfCompiler.compile(compiled.predicate(), options.snaplen == null ? DEFAULT_SNAPLEN : options.snaplen.intValue());
        return switch (options.dump.length) {
            case 0, 1 -> program.listing();
            case 2 -> program.initialisers();
            default -> program.numbers();
        };
    }
}
