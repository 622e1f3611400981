package flowc.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a package-info.java says after "Uses:", up to a full stop or semicolon: packages of ours and beginnings of libraries' packages, with commas between
 * and reasons in parentheses, or "the JDK only". A package of ours is called as seen from where the row stands: {@code memory} in {@code flowc.runtime.table}.
 */
record UsesRow(String packageName, List<String> names) {
    private static final Pattern ROW = Pattern.compile("Uses:(.*?)(?:;|\\.?\\*/|\\.\\s)", Pattern.DOTALL);
    private static final Pattern DECORATION = Pattern.compile("\\n \\*(?!/)|\\([^)]*\\)");
    private static final String NOTHING = "the JDK only";

    /** Null where the text has no such row. {@code packages} are all of ours. */
    static UsesRow parse(String packageName, String text, Set<String> packages) {
        final Matcher row = ROW.matcher(DECORATION.matcher(text).replaceAll(""));
        if (!row.find()) {
            return null;
        }
        final List<String> names = Arrays.stream(row.group(1).split(",")).map(name -> name.strip().replaceAll("\\s+", " ")).toList();
        return new UsesRow(packageName, names.equals(List.of(NOTHING)) ? List.of() : names.stream().map(name -> resolve(packageName, name, packages)).toList());
    }

    /** The package of ours that {@code name} calls, looked for in the package itself, then in those around it; else the name as it is. */
    private static String resolve(String from, String name, Set<String> packages) {
        for (int end = from.length(); end >= 0; end = from.lastIndexOf('.', end - 1)) {
            final String candidate = from.substring(0, end) + "." + name;
            if (packages.contains(candidate)) {
                return candidate;
            }
        }
        return name;
    }

    /** Where the row and the package's imports differ, as sentences. */
    List<String> faults(Set<String> imports) {
        final PackageTable.Row row = new PackageTable.Row(packageName, false, names);
        final List<String> faults = new ArrayList<>();
        imports.stream().filter(name -> !row.allows(name)).forEach(name -> faults.add(packageName + " imports " + name + ", which its package-info does not name"));
        names.stream()
            .filter(name -> imports.stream().noneMatch(new PackageTable.Row(packageName, false, List.of(name))::allows))
            .forEach(name -> faults.add(packageName + " names " + name + " in its package-info, and does not import it"));
        return faults;
    }
}
