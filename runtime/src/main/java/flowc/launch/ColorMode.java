package flowc.launch;

import java.util.Map;

/** Whether text for people is coloured. */
public enum ColorMode {
    AUTO, ALWAYS, NEVER;

    /** Decides for stderr. NO_COLOR (https://no-color.org) wins over AUTO, ALWAYS over NO_COLOR. */
    public boolean enabled() {
        return enabled(System.getenv(), Terminal.is(Terminal.STDERR));
    }

    boolean enabled(Map<String, String> environment, boolean terminal) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> Terminal.takesControls(environment, terminal) && environment.getOrDefault("NO_COLOR", "").isEmpty();
        };
    }
}
