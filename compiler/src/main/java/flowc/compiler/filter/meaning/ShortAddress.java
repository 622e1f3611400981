package flowc.compiler.filter.meaning;

/** An IPv4 address of 1 to 4 decimal numbers, left-justified, and the mask of the bytes that were written. */
record ShortAddress(int address, int mask) {
    static ShortAddress of(String text, LinkState state) {
        final String[] parts = text.split("\\.", -1);
        int address = 0;
        for (final String part : parts) {
            if (!part.matches("0*[0-9]{1,3}") || Integer.parseInt(part.substring(Math.max(0, part.length() - 3))) > 255) {
                throw state.error("invalid IPv4 address '%s'", text);
            }
            address = address << 8 | Integer.parseInt(part.substring(Math.max(0, part.length() - 3)));
        }
        if (parts.length > 4) {
            throw state.error("invalid IPv4 address '%s'", text);
        }
        final int missing = 8 * (4 - parts.length);
        return new ShortAddress(address << missing, -1 << missing);
    }

    static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }
}
