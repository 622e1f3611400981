package flowc.launch;

import java.util.Set;

/** Names that a tracker's parameters cannot have, because every run has an option of that name. Known without loading picocli. */
public final class ReservedOptions {
    /** Without the dashes. */
    public static final Set<String> NAMES = Set.of("read", "format", "output", "order", "hash-seed", "memory", "strict", "workers", "relaxed-order", "summary", "no-progress", "color", "help", "version");

    private ReservedOptions() {}
}
