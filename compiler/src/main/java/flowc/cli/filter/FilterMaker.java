package flowc.cli.filter;

import flowc.runtime.program.FilterProgram;

/** Makes programs of one expression. */
interface FilterMaker {
    /**
     * What the meaning of an expression depends on.
     *
     * @param linkType LINKTYPE_ value
     * @param swapped whether the capture was written by a machine of the other byte order
     */
    record Link(int linkType, boolean swapped) {}

    /** An expression that means nothing on a link type; the message is for the user, several lines. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** {@code capture} names the file that has packets of this link, for the message. */
    FilterProgram make(Link link, String capture);
}
