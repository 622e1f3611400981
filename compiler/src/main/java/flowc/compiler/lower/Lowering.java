package flowc.compiler.lower;

/** The parts that lower a tracker, which call each other as its text nests. */
final class Lowering {
    final ProgramBuilder program;
    final FieldLowering fields;
    final ExpressionLowering expressions;
    final ConditionLowering conditions;
    final OperatorLowering operators;
    final CallLowering calls;
    final ComparisonLowering comparisons;
    final KeyLowering keys;
    final CompactKeyLowering compactKeys;
    final StatementLowering statements;
    final StateLowering state;
    final AssignmentLowering assignments;
    final OutputLowering outputs;
    final ParserLowering parsers;
    final PacketValues values;
    final PcapLowering filters;

    Lowering(ProgramBuilder program) {
        this.program = program;
        this.fields = new FieldLowering(this);
        this.expressions = new ExpressionLowering(this);
        this.conditions = new ConditionLowering(this);
        this.operators = new OperatorLowering(this);
        this.calls = new CallLowering(this);
        this.comparisons = new ComparisonLowering(this);
        this.keys = new KeyLowering(this);
        this.compactKeys = new CompactKeyLowering(this);
        this.statements = new StatementLowering(this);
        this.state = new StateLowering(this);
        this.assignments = new AssignmentLowering(this);
        this.outputs = new OutputLowering(this);
        this.parsers = new ParserLowering(this);
        this.values = new PacketValues(this);
        this.filters = new PcapLowering(this);
    }
}
