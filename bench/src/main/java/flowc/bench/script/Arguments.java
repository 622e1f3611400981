package flowc.bench.script;

import java.util.List;

/** What a script was told, by the places of its parameters; all is as {@link Script} expects it. */
public record Arguments(List<String> texts) {
    public String text(int place) {
        return texts.get(place);
    }

    public int whole(int place) {
        return Integer.parseInt(text(place));
    }

    public double decimal(int place) {
        return Double.parseDouble(text(place));
    }

    /** Each once. */
    public List<String> list(int place) {
        return Parameter.listed(text(place)).stream().distinct().toList();
    }
}
