package flowc.compiler.syntax;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs work that recurses deeply, within a known bound, wherever its caller's stack ends. */
public final class DeepStack {
    /** Reserved, not used: the nesting limits need less than a tenth. */
    private static final long BYTES = 64L << 20;

    /** A text nests at most once for each character, and some make a dozen steps for each level. */
    private static final int FEW_CHARACTERS = 400;

    private DeepStack() {}

    /** The result of {@code work} on a text, on the caller's own stack where the text is too short to nest deep. */
    public static <T> T callFor(String text, Supplier<T> work) {
        return text.length() <= FEW_CHARACTERS ? work.get() : call(work);
    }

    /** The result of {@code work}, done in a thread of its own while this one waits; what it throws is thrown here. */
    public static <T> T call(Supplier<T> work) {
        final CompletableFuture<T> result = new CompletableFuture<>();
        final Thread thread = new Thread(null, () -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }, "flow-compiler", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();       // keeps an interrupt for the caller
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
