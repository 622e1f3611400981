/**
 * The {@code flowc} command: subcommands, their options and exit codes. {@link flowc.cli.Main} is the page to read first. Help is printed without
 * loading the compiler, ANTLR, ASM or picocli. Uses: bench, filter, kept, launch, runtime, compiler, compiler.source, compiler.placement,
 * compiler.bytecode, compiler.jar, picocli.
 */
package flowc.cli;
