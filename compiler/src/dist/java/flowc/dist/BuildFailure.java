package flowc.dist;

import java.io.IOException;

/** The distribution cannot be made; the message is for the user. */
final class BuildFailure extends IOException {
    private static final long serialVersionUID = 1;

    BuildFailure(String message) {
        super(message);
    }
}
