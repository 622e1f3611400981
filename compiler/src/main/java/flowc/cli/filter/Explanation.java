package flowc.cli.filter;
final class Explanation { static String words(flowc.compiler.filter.ast.FilterExpression tree) { return ""; } }
