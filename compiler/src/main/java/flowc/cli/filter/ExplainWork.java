package flowc.cli.filter;
import flowc.launch.Console;
final class ExplainWork {
    ExplainWork(FilterCommand options, Console console) {}
    int run() { return 0; }
}
