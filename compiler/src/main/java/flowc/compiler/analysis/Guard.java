package flowc.compiler.analysis;

/** Something that must be in the packet for a field to be readable. */
public sealed interface Guard {
    /** As users write it. */
    String text();

    record HeaderPresent(HeaderSymbol header) implements Guard {
        @Override
        public String text() {
            return header.name();
        }
    }

    record LayerPresent(LayerSymbol layer) implements Guard {
        @Override
        public String text() {
            return layer.name();
        }
    }

    /** The optional part {@code section} of a header's layout. */
    record PartPresent(HeaderSymbol header, int section) implements Guard {
        @Override
        public String text() {
            return header.name() + "'s optional part";
        }
    }

    /** At least {@code bytes} bytes follow the header. */
    record BytesAhead(HeaderSymbol header, int bytes) implements Guard {
        @Override
        public String text() {
            return bytes + (bytes == 1 ? " byte after " : " bytes after ") + header.name();
        }
    }
}
