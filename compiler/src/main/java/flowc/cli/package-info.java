/**
 * The {@code flowc} command: subcommands, their options and exit codes. {@link flowc.cli.Main} is the page to read first. Help is printed without
 * loading the compiler, ANTLR, ASM or picocli. Uses: the facades of compiler and runtime, launch, source.
 */
package flowc.cli;
